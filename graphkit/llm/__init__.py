"""Any language model as a reader, optional: held to the same evidence as the offline one.

A window of a document becomes a prompt (`prompt`), a server answers it (`client`, `apis`) or did so before (`cache`), and what
the document bears out of the reply becomes claims (`reply`, `gate`). Needs the extra ``llm``.
"""

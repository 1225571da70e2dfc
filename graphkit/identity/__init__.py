"""Who is who: one node for each real thing, and never one for two.

resolve(entities, claims, judgements) -> Resolution(nodes, of, said)      # see `resolution`

What one name says is the business of `forms` and the modules below it, what one document says of a thing that of `profiles`; `groups` and
`grouping` put together what bears one name, `linking` and `introduced` what has several.
"""

from .resolution import Node, Resolution, group_of, named, resolve

__all__ = ["Node", "Resolution", "group_of", "named", "resolve"]

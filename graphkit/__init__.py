"""graphkit: a knowledge graph of AI vendor relationships in which every edge opens its sentence."""

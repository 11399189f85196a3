"""What a row brings along needlessly: the regulation's whole document, which is read once per digest elsewhere."""


def document(edition: str = "") -> str:
    """The column to leave out (``defer``), seen from a row that reaches its edition by this path."""
    return "__".join([edition, "regulation_version__document"] if edition else ["regulation_version__document"])

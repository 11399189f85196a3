"""How a draft compares with what was handed in."""

from ...material import Material
from ...models import Submission


def changed_since(draft: Material, latest: Submission | None) -> bool:
    """Whether answers or files differ from what counts now."""
    if latest is None:
        return False
    handed_in = {name: typed for part in latest.content["sections"].values() for name, typed in part.items()}
    files = {row["pk"] for row in latest.content["evidence"]}
    return handed_in != dict(draft.fields) or files != {proof.pk for proof in draft.proofs}

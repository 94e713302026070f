"""Records and what the learner wrote → `Portfolio`. Pure: no clock, no environment; bytes come and go by their address."""

from proofolio.assemble.assemble import assemble
from proofolio.assemble.inventory import inventory
from proofolio.assemble.post_links import parts, related
from proofolio.assemble.posts import body, front_matter

__all__ = ["assemble", "body", "front_matter", "inventory", "parts", "related"]

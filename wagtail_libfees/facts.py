"""The registry of facts in text, under the dotted path that is promised to other packages.

`register_fact` adds a fact of one's own that texts may name as `{name}`; see docs/facts.md.
"""

from .editorial.facts import Fact, FactLink, register_fact, registered_facts, unregister_fact

__all__ = ["Fact", "FactLink", "register_fact", "registered_facts", "unregister_fact"]

"""What older databases need before the kernel's own parts are as they are today."""

from typing import Any

from pyramid.registry import Registry

from .evolution import evolution_step
from .graph import KeywordIndex, catalog_of
from .public_generation import PublicGeneration


@evolution_step("Indexes keep nothing about what has no value in them")
def forget_unvalued_nodes(root: Any, _registry: Registry) -> None:
    """Drop the ids of nodes without a value from every index."""
    catalog: Any = catalog_of(root)
    for index in catalog.values():
        index.forget_unvalued()


@evolution_step("What was sent is noted in small leaves")
def note_in_small_leaves(root: Any, _registry: Registry) -> None:
    """Exchange the trees of what forms and programs have sent; they hold one day."""
    root.submissions.in_small_leaves()


@evolution_step("The public face has a generation that every change of it touches")
def make_public_generation(root: Any, _registry: Registry) -> None:
    """Give an older graph the object that the pages kept in memory are known by."""
    if getattr(root, "public_generation", None) is None:
        root.public_generation = PublicGeneration()


@evolution_step("What has a token is kept in a tree from the first node on")
def keep_tokens_in_trees(root: Any, _registry: Registry) -> None:
    """Exchange the plain sets of keyword indexes, in which what two processes wrote at once could be lost."""
    catalog: Any = catalog_of(root)
    for index in catalog.values():
        if isinstance(index, KeywordIndex):
            index.optimize()

"""`Graphs`: the knowledge graph as this device has it, ours and the files that a person or a school has added."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from threading import Lock

from client.mistakes.entries import GraphAbout
from client.mistakes.graphfile import KnowledgeError
from client.mistakes.knowledge import ASSETS, KnowledgeGraph
from client.mistakes.ownfiles import OwnFile, add_file, merged, remove_file
from client.texts import _

log = logging.getLogger("xueban.mistakes")


class Graphs:
    """Read once, when first needed, and anew when a file was added or taken away.

    Args:
        folder: our own files.
        own_folder: those that were added; None where nothing can be.

    """

    def __init__(self, folder: Path = ASSETS, own_folder: Path | None = None) -> None:
        self._folder = folder
        self._own_folder = own_folder
        self._own_files: list[OwnFile] = []
        self._graph: KnowledgeGraph | None = None
        self._lock = Lock()

    @property
    def graph(self) -> KnowledgeGraph:
        """The knowledge graph. The first use reads files: on the event loop use `read()`."""
        with self._lock:
            if self._graph is None:
                try:
                    graph = KnowledgeGraph.load(self._folder)
                    if self._own_folder:
                        ours, models = list(graph.points.values()), self._folder / "models"
                        graph, self._own_files = merged(ours, self._own_folder, models)
                    self._graph = graph
                except KnowledgeError:
                    # A mistake matters more than its drawer: without a graph everything is unsorted.
                    log.exception("the knowledge graph cannot be used")
                    self._graph = KnowledgeGraph()
            return self._graph

    async def read(self) -> KnowledgeGraph:
        """The knowledge graph, read in a thread when first needed."""
        return self._graph or await asyncio.to_thread(lambda: self.graph)

    async def own_files(self) -> list[OwnFile]:
        """The files that were added to the graph, also those that do not fit, with the reason."""
        await self.read()
        return self._own_files

    async def about(self) -> GraphAbout:
        """The graph in numbers, what its classifiers are made from, and the files that were added."""
        graph = await self.read()
        models = await asyncio.to_thread(lambda: graph.proposer.about())
        return GraphAbout(len(graph.points), len(graph.modules), tuple(models), tuple(self._own_files))

    async def add(self, name: str, data: bytes) -> OwnFile:
        """Add a file to the graph, or replace the one of that name. Raises `KnowledgeError` if it does not fit."""
        if self._own_folder is None:
            raise KnowledgeError(_("这台设备上不能添加知识图谱"))
        graph = await self.read()
        added = await asyncio.to_thread(add_file, graph, self._own_folder, name, data)
        self._graph = None
        await self.read()
        return added

    async def remove(self, name: str) -> None:
        """Take a file away again; mistakes in its points are unsorted until it is back."""
        if self._own_folder:
            await asyncio.to_thread(remove_file, self._own_folder, name)
            self._graph = None
            await self.read()

"""Run by the Python of QGIS, not ours: open a GeoPackage as a person does, and draw it on some days.

Arguments: the GeoPackage, a folder for the pictures, and days. It prints one JSON object:

- `drawn`, day -> id and status of what the renderer drew;
- `legend`, layer -> status -> label, and `symbols`, layer -> status -> classes of its symbol layers;
- `labels`, layer -> the field of its labels.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRenderedFeatureHandlerInterface,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime
from qgis.PyQt.QtGui import QColor

LAYERS = ("polygons", "linestrings", "points")
SIZE = QSize(1200, 900)


class Drawn(QgsRenderedFeatureHandlerInterface):  # type: ignore[misc]
    """Note what the renderer draws."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str]] = []

    def usedAttributes(self, *_: Any) -> set[str]:  # noqa: N802 - QGIS's name
        return {"id", "status"}

    def handleRenderedFeature(self, feature: Any, *_: Any) -> None:  # noqa: N802 - QGIS's name
        self.rows.append((feature["id"], feature["status"]))


def opened(path: str) -> list[Any]:
    """Open the layers as QGIS's window does: the style of the file comes after the guesses of the provider."""
    bare = QgsVectorLayer.LayerOptions()
    bare.loadDefaultStyle = False
    layers = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr", bare) for name in LAYERS]
    for layer in layers:
        assert layer.isValid()
        assert layer.loadDefaultStyle()[1]
    return layers


def drawn_on(layers: list[Any], day: str, picture: Path) -> list[tuple[str, str]]:
    """Draw one frame of the Temporal Controller: a day from its midnight to the next."""
    begin = QDateTime(QDate.fromString(day, "yyyy-MM-dd"), QTime(0, 0), Qt.UTC)
    settings, seen = QgsMapSettings(), Drawn()
    settings.setLayers([*reversed(layers)])
    settings.setExtent(layers[0].extent())
    settings.setOutputSize(SIZE)
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(layers[0].crs())
    settings.setIsTemporal(True)
    settings.setTemporalRange(QgsDateTimeRange(begin, begin.addDays(1), True, False))
    known = QgsExpressionContext()
    known.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(known)
    settings.addRenderedFeatureHandler(seen)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors()
    assert job.renderedImage().save(str(picture))
    return sorted(seen.rows)


def main(path: str, pictures: str, *days: str) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    layers = opened(path)
    drawn = {day: drawn_on(layers, day, Path(pictures) / f"{day}.png") for day in days}
    looks = {layer.name(): layer.renderer().categories() for layer in layers}
    legend = {name: {c.value(): c.label() for c in found} for name, found in looks.items()}
    symbols = {
        name: {c.value(): [part.layerType() for part in c.symbol().symbolLayers()] for c in found}
        for name, found in looks.items()
    }
    labels = {layer.name(): layer.labeling().settings().fieldName for layer in layers if layer.labelsEnabled()}
    told = {"drawn": drawn, "legend": legend, "symbols": symbols, "labels": labels}
    print(json.dumps(told), flush=True)
    os._exit(0)  # QGIS without a window falls when Python takes its objects down


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Draw the README's pictures from a refresh of seeds/: python -m tests.browser.pictures [--all FOLDER --data DATA].

With `--all`, every page of a data folder in light and dark, wide and narrow, instead.
"""

import argparse
import struct
import tempfile
import zlib
from pathlib import Path

import polars as pl
from playwright.sync_api import sync_playwright

from etl.pipeline import refresh
from etl.pipeline.options import Options
from tests.browser.site import FLAGS, chromium, serving, settle

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / ".github"
PAGES = ["/", "/trends", "/trends?layout=multiples", "/checks", "/claims", "/documents", "/data"]


def shrink(path):
    """Pack a picture's bytes again at the highest level; what it shows stays the same to the pixel."""
    data = path.read_bytes()
    chunks, position = [], 8
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        chunks.append((data[position + 4 : position + 8], data[position + 8 : position + 8 + length]))
        position += 12 + length
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    packed = [(kind, body) for kind, body in chunks if kind in (b"IHDR", b"PLTE", b"tRNS")]
    packed += [(b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    path.write_bytes(
        data[:8]
        + b"".join(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in packed)
    )  # fmt: skip


def readme(browser, address, data):
    """The overview and one contradiction, light, 1440 px wide."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page.goto(address)
    settle(page)
    page.screenshot(path=PICTURES / "overview.png", clip={"x": 0, "y": 0, "width": 1440, "height": 900})
    page.goto(f"{address}/checks?check={telling_check(data)}")
    settle(page)
    page.screenshot(path=PICTURES / "check.png")
    for name in ("overview.png", "check.png"):
        shrink(PICTURES / name)


def telling_check(data):
    """The contradiction to show: of those that rest on several claims, the one of highest severity and widest gap."""
    checks = pl.read_parquet(data / "current" / "checks.parquet").filter(pl.col("verdict") == "contradiction")
    inputs = pl.read_parquet(data / "current" / "check_inputs.parquet").group_by("check_id").len()
    severity = pl.col("severity").to_physical()
    several = (pl.col("len") > 1).cast(pl.Int8)
    ranked = checks.join(inputs, on="check_id").sort(
        several, severity, "gap", "check_id", descending=[True, False, True, False]
    )
    return ranked["check_id"][0]


def every_page(browser, address, folder, data):
    """Every page in both themes, wide and narrow."""
    folder.mkdir(parents=True, exist_ok=True)
    claim = pl.read_parquet(data / "current" / "check_inputs.parquet")["claim_id"][0]
    document = pl.read_parquet(data / "current" / "documents.parquet")["document_id"][0]
    for scheme in ("light", "dark"):
        for width in (1440, 390):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            for path in [*PAGES, f"/document/{document}", f"/claim/{claim}"]:
                page.goto(address + path)
                settle(page)
                name = path.split("?")[0].strip("/").replace("/", "-")[:12] or "overview"
                name += "-multiples" if "multiples" in path else ""
                page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", full_page="document" not in path)
            page.close()


def main():
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, help="folder for pictures of every page")
    parser.add_argument("--data", type=Path, help="data folder; none: a refresh of seeds/")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        data = given.data or Path(temporary) / "data"
        if not given.data:
            refresh(Options(seeds=(ROOT / "seeds",), data=data))
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=FLAGS)
        with serving(data) as address:
            if given.all:
                every_page(browser, address, given.all, data)
            else:
                PICTURES.mkdir(exist_ok=True)
                readme(browser, address, data)
        browser.close()


if __name__ == "__main__":
    main()

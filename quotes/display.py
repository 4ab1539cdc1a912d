"""The commands that show quotations to others: publish them, serve what is published, try it on the sample news."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes import read
from quotes.bundled import bundled
from quotes.options import Place, WebAddress, from_store, on_port

if TYPE_CHECKING:
    from socket import socket


@click.command()
@click.argument("directory", type=Place(path_type=Path), metavar="DIR")
@from_store
@click.option("--downloads", "with_downloads", is_flag=True, help="With files of everything, and their manifest.")
@click.option("--site", type=WebAddress(), help="Address of the site, for the links in those files.")
@click.option("--keep", type=click.IntRange(1), help="Remove older files but the newest N, this one counted.")
def publish(directory: Path, db: Path, with_downloads: bool, site: str | None, keep: int | None) -> None:
    """Write the store's quotations to a file that everybody may see: DIR/quotes.db.

    Each call writes a new file, DIR/quotes-TIME.db, and moves the link quotes.db to it. It holds quotations with their
    paragraphs, not whole articles. --downloads adds a folder DIR/quotes-TIME with everything as NDJSON, CSV and SQLite,
    and a manifest of rows and SHA-256; the site offers them.

    Older files and downloads stay, and those that hold what was withdrawn since are named. --keep 1 removes all that
    are older; a server that shows one goes over to the new file.

    \b
    quotes publish public/ --downloads --site https://quotes.example
    quotes publish public/ --keep 1
    datasette public/quotes.db -m datasette-metadata.json
    """
    from quotes.publish.published import snapshot

    file = snapshot(db, directory, with_downloads=with_downloads, address=site or "")
    click.echo(file)
    clear_up(file, keep)


def clear_up(file: Path, keep: int | None) -> None:
    """Removes what is older than the newest files that are kept, and names what is left of what was withdrawn."""
    from quotes.publish import older

    before = older.older(file)
    gone = [] if keep is None else older.beyond(before, keep - 1)
    older.remove(gone)
    remedy = f"what was withdrawn; quotes publish {file.parent} --keep 1 removes it"
    for path, is_sure in older.holding(file, (path for path in before if path not in gone)):
        click.echo(f"{path}: {'still holds' if is_sure else 'cannot be asked, and may hold'} {remedy}", err=True)


@click.command()
@click.argument("path", type=Place(path_type=Path), required=False)
@click.option("--db", type=Place(path_type=Path), help="Without PATH: the store to show. [default: store.db]")
@on_port
@click.option("--public", is_flag=True, help="Without SQL and download, for a server that strangers reach.")
@click.option("--open/--no-open", "browser", default=False, help="Open it in a browser.")
def serve(path: Path | None, db: Path | None, port: int, public: bool, browser: bool) -> None:
    """Show quotations in the browser, on this machine only.

    PATH is a folder that `quotes publish` wrote, or a file in it; what is published there meanwhile is shown within
    seconds. Without PATH the store is published into a temporary
    folder and shown from there.

    \b
    quotes serve --open
    quotes serve public/ --port 8010
    """
    if path and db:
        raise click.UsageError("give PATH or --db, not both")
    from tempfile import TemporaryDirectory

    from quotes.publish import server
    from quotes.publish.published import snapshot
    from quotes.store import open_store

    db = db or Path("store.db")
    if path:
        server.published_file(path)  # tells at once if there is none
    else:
        open_store(db, create=False).close()
    with server.listen(port) as listener, TemporaryDirectory(prefix="quotes-") as folder:
        show(path or snapshot(db, Path(folder)), listener, public=public, browser=browser)


@click.command()
@click.option("--dir", "directory", type=Place(file_okay=False, path_type=Path), help="Keep the store in this folder.")
@on_port
@click.option("--open/--no-open", "browser", default=True, show_default=True, help="Open it in a browser.")
def demo(directory: Path | None, port: int, browser: bool) -> None:
    """Read the sample news that ships with quotes, and show who said what in it.

    \b
    quotes demo
    quotes demo --no-open --dir .demo
    """
    from tempfile import TemporaryDirectory

    from quotes.publish import server
    from quotes.publish.published import snapshot
    from quotes.store import ingest, open_store

    with server.listen(port) as listener, TemporaryDirectory(prefix="quotes-") as folder:
        db = (directory or Path(folder)) / "store.db"
        db.parent.mkdir(parents=True, exist_ok=True)
        with open_store(db) as store:
            report = ingest(store, read.read_all([bundled("examples")]))
        click.echo(report.summary(), err=True)
        file = snapshot(db, Path(folder), with_downloads=True, address=server.address(listener))
        show(file, listener, browser=browser)


def show(file: Path, listener: socket, *, public: bool = False, browser: bool = False) -> None:
    """Serves a file, or the newest of a folder, until interrupted, on a socket taken before there was work to lose."""
    from quotes.publish import server

    site = server.newest_site(file, public=public)
    click.echo(f"Quotations at {server.address(listener)} (stop with Ctrl-C)", err=True)
    server.run(site, listener, open_browser=browser)

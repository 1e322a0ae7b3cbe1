"""`sotenlp fetch`: pages from the web to a folder, as they can be mined."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer


def fetch_command(
    urls: Annotated[list[str] | None, typer.Argument(help="Addresses of pages.", show_default=False)] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder to save to; it is made at need.")
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option(help="A list of addresses, one a line; # begins a remark.")
    ] = None,
    wait: Annotated[
        float, typer.Option(min=0.0, help="Seconds between requests to a server; its Crawl-delay wins.")
    ] = 2.0,
    retries: Annotated[int, typer.Option(min=0, help="New tries after a failure that may pass.")] = 3,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds without an answer until it fails.")] = 30.0,
    max_bytes: Annotated[int, typer.Option(min=1, help="Largest page in bytes.")] = 20_000_000,
    contact: Annotated[
        str, typer.Option(help="Your address, told to the server in case its keeper wants to write to you.")
    ] = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No line a page.")] = False,
) -> None:
    """Fetch pages by their addresses and save them for 'sotenlp mine'.

    Obeys each server's robots.txt, waits between requests, tries again after passing failures. Pages
    that are in the folder already are not asked for again. Where each page came from, when, and its
    hash stand in fetched.note.jsonl; what could not be fetched in refused.note.jsonl.
    """
    from sotenlp.fetching.addresses import read_addresses
    from sotenlp.fetching.fetcher import fetch
    from sotenlp.fetching.settings import FetchSettings

    addresses = list(urls or [])
    if from_file is not None:
        addresses += read_addresses(from_file)
    if not addresses:
        raise typer.BadParameter("give addresses, or a list of them with --from-file")
    if output is None:
        raise typer.BadParameter("name a folder to save to: -o FOLDER")
    settings = replace(
        FetchSettings(),
        wait=wait,
        retries=retries,
        timeout=timeout,
        max_bytes=max_bytes,
        contact=contact,
    )

    def show(address: str, outcome: str) -> None:
        if not quiet:
            typer.echo(f"{outcome:8}{address}")

    try:
        result = fetch(addresses, output, settings=settings, progress=show)
    except KeyboardInterrupt:
        typer.echo(
            f"sotenlp: stopped; what was fetched is kept in {output}/. Go on with the same command.", err=True
        )
        raise typer.Exit(130) from None
    for error in result.errors:
        typer.echo(f"sotenlp: {error}", err=True)
    there = len(result.saved) + len(result.kept)
    typer.echo(f"{len(result.saved)} saved, {len(result.kept)} there already, {len(result.errors)} refused.")
    if there:
        typer.echo(f"Go on with 'sotenlp mine {output} -o OUT'.")
    if result.errors:
        raise typer.Exit(3 if there else 1)

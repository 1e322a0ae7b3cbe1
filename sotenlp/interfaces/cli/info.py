"""`sotenlp info`: what is installed and in force, or what an output folder holds."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sotenlp.config import Config, in_force, load_config
from sotenlp.errors import SotenlpError


def info_command(
    output: Annotated[
        Path | None, typer.Argument(help="A folder that 'sotenlp mine' wrote; without it, the installation.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="A TOML file with settings.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Tell what is installed and in force, or what a mined folder holds and how it was made.

    Versions, models with their hashes and Voikko's dictionary are those that decide the results of this
    installation; settings are told as the defaults, the TOML file and the environment give them.
    """
    if output is not None:
        _tell_folder(output, as_json=as_json)
        return
    settings = load_config(config, defaults=Config(workers=0))
    with in_force(settings):
        _tell_installation(settings, as_json=as_json)


def _tell_installation(settings: Config, *, as_json: bool) -> None:
    from sotenlp.interfaces.summary import describe_installation
    from sotenlp.manifest import installed_models, package_versions

    models = installed_models(settings)
    if as_json:
        content = {
            "python": platform.python_version(),
            "packages": package_versions(),
            "models": models,
            "config": asdict(settings),
        }
        typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    lines = [describe_installation(python=platform.python_version()), "", "Versions that decide the result"]
    lines += [f"  {name}: {version}" for name, version in package_versions().items()]
    lines += ["", "Models", *(f"  {name}: {told}" for name, told in models.items())]
    lines += ["", "Settings in force (defaults, then --config, then SOTENLP_…, then a command's own flags)"]
    lines += [f"  {name} = {_shown(value)}" for name, value in asdict(settings).items()]
    typer.echo("\n".join(lines))


def _shown(value: Any) -> str:
    """A setting as a TOML file has it."""
    return json.dumps(value, ensure_ascii=False)


def _tell_folder(output: Path, *, as_json: bool) -> None:
    from sotenlp.interfaces.summary import summarize
    from sotenlp.mined import open_mined
    from sotenlp.output import MANIFEST

    mined = open_mined(output)
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise SotenlpError(f"{output / MANIFEST}: cannot be read ({error}). Mine the texts again.") from error
    if as_json:
        left_out = {"inputs", "files"}
        typer.echo(
            json.dumps({k: v for k, v in manifest.items() if k not in left_out}, ensure_ascii=False, indent=1)
        )
        return
    typer.echo(summarize(mined))
    if "started" in manifest:
        version, day, seconds = (manifest[key] for key in ("sotenlp", "started", "seconds"))
        typer.echo(f"Mined by sotenlp {version} on {day} in {seconds} seconds.")

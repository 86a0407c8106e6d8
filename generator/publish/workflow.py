"""The GitHub Actions workflow that builds a project's site and publishes it to Pages."""

from __future__ import annotations

from pathlib import PurePosixPath

PATH = ".github/workflows/pages.yml"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
LOCK = "requirements.lock"

# Named by the hash of their commit, so that nobody can change what runs by moving a tag.
CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
CONFIGURE = "actions/configure-pages@45bfe0192ca1faeb007ade9deae92b16b8254a0d # v6.0.0"
UPLOAD = "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0"
DEPLOY = "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0"


_DEPLOY_JOB = f"""\
  deploy:
    name: Publish it
    needs: build
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      pages: write  # put the site up
      id-token: write  # show Pages that it comes from here
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: {DEPLOY}
"""


def workflow(*, branch: str, folder: str, install: str, is_locked: bool) -> str:
    """The workflow's text. `folder` is the project's folder below the repository, `install` what pip installs.

    Where the project has a lock, pip takes only what has the hashes written there.
    """
    return f"""\
# Written by 'guidegen publish --workflow'. Once, in the repository's settings: Pages > Source > "GitHub Actions".
name: Pages

on:
  push:
    branches: [{branch}]
  workflow_dispatch:

permissions: {{}}

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
{_build_job(PurePosixPath(folder), install, is_locked=is_locked)}
{_DEPLOY_JOB}"""


def _build_job(project: PurePosixPath, install: str, *, is_locked: bool) -> str:
    locked = f'          "$RUNNER_TEMP/venv/bin/pip" install --quiet --require-hashes -r {project / LOCK}\n'
    return f"""\
  build:
    name: Build the site
    runs-on: ubuntu-24.04
    timeout-minutes: 45
    permissions:
      contents: read  # the project
      pages: read  # the address the site will have
    steps:
      - uses: {CHECKOUT}
        with:
          persist-credentials: false
      - id: pages
        uses: {CONFIGURE}
      - name: Install
        run: |
          sudo apt-get update -q
          sudo apt-get install -q -y --no-install-recommends {PACKAGES}
          python3 -m venv "$RUNNER_TEMP/venv"
{locked if is_locked else ""}\
          "$RUNNER_TEMP/venv/bin/pip" install --quiet {"--no-deps --no-build-isolation " if is_locked else ""}{install}
      - name: Check
        run: '"$RUNNER_TEMP/venv/bin/guidegen" check -C {project}'
      - name: Build
        env:
          SITE_URL: ${{{{ steps.pages.outputs.base_url }}}}
        run: '"$RUNNER_TEMP/venv/bin/guidegen" build -C {project} --site-url "$SITE_URL/"'
      - uses: {UPLOAD}
        with:
          path: {project / "site"}
"""

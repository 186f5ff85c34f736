"""The wheel, built through the sdist, in an empty environment: `cgtraining run`, a Chinese page, a PDF."""

import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests.processes import environment, free_port, started, wait_until_serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]
HERE = Path(__file__).resolve().parents[2]
PASSWORD = "a long sentence"
PRINT_A_PAGE = """
from pathlib import Path
from cgtraining.documents.pdf import render_pdf
page = "<html lang=zh><body style='font-family: CG Song'>结业证书 䶮㛃𬱖</body></html>"
Path("page.pdf").write_bytes(render_pdf(page))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """By the pinned build tools, without isolation, so that building asks nobody on the network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, HERE], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new virtual environment that holds the wheel and the pinned libraries."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    programs = folder / "bin"
    pip = [*pip_for(programs / "python"), "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", HERE / "requirements" / "runtime.txt"], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    return programs


def pip_for(python: Path) -> list[str | Path]:
    """Our own pip, or that of the Python beneath us: an environment made without ensurepip has none."""
    for own in (sys.executable, sys._base_executable):
        if subprocess.run([own, "-m", "pip", "--version"], capture_output=True).returncode == 0:
            return [own, "-m", "pip", "--python", python]
    pytest.fail("Neither this environment nor the Python beneath it has pip.")


@pytest.fixture(scope="module")
def office(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """An empty folder from which the installed product serves, and its address."""
    folder, port = tmp_path_factory.mktemp("办公室 office"), free_port()
    base = f"http://127.0.0.1:{port}"
    command = [installed / "cgtraining", "run", "--port", str(port)]
    with started(command, cwd=folder, env=environment()) as process:
        wait_until_serving(base, process, folder / "said.txt")
        yield folder, base


def files_of_the_checkout() -> set[str]:
    """What must be in the wheel: the package, and beside it the three folders that are moved into it."""
    beside = [HERE / name for name in ("templates", "translations", "migrations")]
    files = [file for folder in (HERE / "cgtraining", *beside) for file in folder.rglob("*") if file.is_file()]
    names = {file.relative_to(HERE).as_posix() for file in files if file.suffix != ".pyc"}
    return {name if name.startswith("cgtraining/") else f"cgtraining/{name}" for name in names}


def test_the_wheel_holds_every_file_of_the_product_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert inside == files_of_the_checkout()


@pytest.mark.parametrize(
    "name",
    [
        "translations/zh_Hans_CN/LC_MESSAGES/messages.mo",
        "translations/en/LC_MESSAGES/messages.mo",
        "migrations/env.py",
        "templates/layouts/base.html",
        "documents/fonts/song-400.otf",
        "documents/paper.css",
        "certificates/designs/completion/page.css",
        "static/css/theme.css",
        "static/vendor/bootstrap/bootstrap.min.css",
    ],
)
def test_what_is_no_python_is_in_the_wheel_and_not_empty(wheel: Path, name: str) -> None:
    assert ZipFile(wheel).getinfo(f"cgtraining/{name}").file_size > 0


def test_an_administrator_signs_in_on_a_chinese_page(installed: Path, office: tuple[Path, str]) -> None:
    folder, base = office
    make = [installed / "cgtraining", "create-admin", "--email", "admin@example.org", "--name", "管理员"]
    subprocess.run([*make, "--password", PASSWORD], cwd=folder, env=environment(), check=True)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    browser.addheaders = [("Accept-Language", "zh-CN")]
    form = page_of(browser, f"{base}/sign-in")
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', form)
    assert (token is not None, "邮箱或手机号" in form) == (True, True)
    fields = {"csrf_token": token[1], "identifier": "admin@example.org", "password": PASSWORD, "by_password": "1"}
    home = page_of(browser, f"{base}/sign-in", fields)
    assert ('lang="zh-Hans"' in home, "管理员" in home, "新建培训项目" in home) == (True, True, True)


def page_of(browser: urllib.request.OpenerDirector, address: str, fields: dict[str, str] | None = None) -> str:
    body = urllib.parse.urlencode(fields).encode() if fields else None
    with browser.open(address, body, timeout=20) as answer:
        return str(answer.read().decode())


def test_styles_and_scripts_are_served_from_the_wheel(office: tuple[Path, str]) -> None:
    browser = urllib.request.build_opener()
    page = page_of(browser, f"{office[1]}/sign-in")
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(addresses) > 2
    assert all(page_of(browser, office[1] + address) for address in addresses)


def test_a_pdf_is_drawn_with_the_fonts_of_the_wheel_wherever_one_stands(installed: Path, tmp_path: Path) -> None:
    subprocess.run([installed / "python", "-c", PRINT_A_PAGE], cwd=tmp_path, env=environment(), check=True)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    page = PdfReader(tmp_path / "page.pdf").pages[0]
    fonts = [str(font.get_object()["/BaseFont"]).split("+")[1] for font in page["/Resources"]["/Font"].values()]
    assert (fonts, page.extract_text()) == (["CG-Song"], "结业证书 䶮㛃𬱖")


def test_the_only_data_stand_in_the_folder_where_it_was_started(office: tuple[Path, str]) -> None:
    assert sorted(file.name for file in office[0].iterdir()) == ["data", "said.txt"]

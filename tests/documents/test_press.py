"""Printing in processes of their own."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from cgtraining.documents import press as presses_of
from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import FontBatch, UnreadablePicture, WrongLength, render_pdf
from cgtraining.documents.press import Batch, Press, PressStopped, PrintingFailed, Sheet, TookTooLong, awaited, presses
from cgtraining.documents.pressing import NICE, printed

FACES = (Face.SONG, Face.LATIN)
PAGE = "<html lang='zh'><head><title>%s</title></head><body><p>%s</p></body></html>"
SHEET = Sheet(PAGE % ("王芳", "王芳"), pages=1)
LONG = Sheet(PAGE % ("long", "<br>" * 200), pages=1)
GAP = Sheet(PAGE % ("gap", "<img src='own:gap'>"), images={"gap": b"not a picture"})


def process_of(press: Press) -> psutil.Process:
    return psutil.Process(press.process_id)


def test_a_press_prints_what_this_process_would():
    with presses(1) as (press,):
        assert press.print_one(SHEET, FACES) == render_pdf(SHEET.html, fonts=FontBatch([SHEET.html], FACES))


def test_what_cannot_be_printed_costs_nothing_else():
    with presses(1) as (press,):
        files = awaited(press.begin(Batch([SHEET, LONG, GAP, SHEET], FACES)), lambda: None)
    assert [type(file) for file in files] == [bytes, WrongLength, UnreadablePicture, bytes]


def test_a_refusal_is_raised_as_by_rendering_here():
    with presses(1) as (press,), pytest.raises(WrongLength):
        press.print_one(LONG, FACES)


def test_a_defect_comes_back_with_its_trace():
    files = printed(Batch([Sheet("<?xml this is not"), SHEET], FACES), PictureShelf())
    assert [type(file) for file in files] == [PrintingFailed, bytes]
    assert "ParseError" in str(files[0])


def test_faces_that_cannot_be_cut_cost_the_whole_batch():
    files = printed(Batch([SHEET, SHEET], ("no face",)), PictureShelf())  # type: ignore[arg-type]
    assert [type(file) for file in files] == [PrintingFailed] * 2


def test_presses_print_side_by_side_and_are_used_again():
    with presses(2) as pair:
        for printing in [press.begin(Batch([SHEET], FACES)) for press in pair]:
            printing.result()
        processes = {process_of(press).pid for press in pair}
    with presses(2) as pair:
        for press in pair:
            press.print_one(SHEET, FACES)
        assert {process_of(press).pid for press in pair} == processes


def test_a_killed_press_says_so_and_the_next_sheet_is_printed():
    with presses(1) as (press,):
        press.print_one(SHEET, FACES)
        process = process_of(press)
        process.suspend()
        printing = press.begin(Batch([SHEET], FACES))
        process.kill()
        with pytest.raises(PressStopped):
            printing.result()
        assert press.print_one(SHEET, FACES).startswith(b"%PDF")


def test_one_that_takes_too_long_is_ended_and_replaced(monkeypatch: pytest.MonkeyPatch):
    with presses(1) as (press,):
        press.print_one(SHEET, FACES)
        process = process_of(press)
        process.suspend()
        with monkeypatch.context() as hurried:
            hurried.setattr(presses_of, "LIMIT_SECONDS", 0.2)
            with pytest.raises(TookTooLong):
                press.print_one(SHEET, FACES)
        assert not process.is_running()
        assert press.print_one(SHEET, FACES).startswith(b"%PDF")


def test_a_press_is_replaced_after_so_many_sheets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(presses_of, "REPLACED_AFTER", 2)
    press = Press()
    processes = []
    for _ in range(4):
        press.print_one(SHEET, FACES)
        processes.append(process_of(press).pid)
    press.close()
    assert processes[0] == processes[1] != processes[2] == processes[3]


def test_one_that_is_busy_when_its_work_is_given_up_is_ended():
    with presses(1) as (press,):
        press.print_one(SHEET, FACES)
        process = process_of(press)
        process.suspend()
        press.begin(Batch([SHEET], FACES))
    process.wait(10)
    assert not process.is_running()
    with presses(1) as (other,):
        assert other is not press


def test_somebody_who_waits_for_a_file_does_something_meanwhile(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(presses_of, "PATIENCE_SECONDS", 0.01)
    done: list[None] = []
    with presses(1) as (press,):
        awaited(press.begin(Batch([SHEET], FACES)), lambda: done.append(None))
    assert done


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_press_ends_with_the_process_that_started_it(sign: signal.Signals):
    script = (
        "import time; from tests.documents.test_press import FACES, SHEET, Press;"
        "press = Press(); press.print_one(SHEET, FACES); print(press.process_id, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=presses_of.ROOT)
    assert owner.stdout is not None
    press = psutil.Process(int(owner.stdout.readline()))
    owner.send_signal(sign)
    owner.wait()
    owner.stdout.close()
    _, alive = psutil.wait_procs([press], timeout=10)
    assert alive == []


def test_a_press_lets_others_go_first_and_knows_nothing_but_documents():
    with presses(1) as (press,):
        press.print_one(SHEET, FACES)
        assert process_of(press).nice() >= os.nice(0) + NICE
    script = "import sys, cgtraining.documents.pressing; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert {"flask", "sqlalchemy", "cgtraining.app"} & set(loaded) == set()


def test_an_idle_press_ends_by_itself():
    script = (
        "import sys; from cgtraining.documents import pressing; pressing.IDLE_SECONDS = 0.1; sys.exit(pressing.main())"
    )
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as idle:
        assert idle.wait(20) == 0
    assert time.monotonic() - begun < 20

"""Locks on a data folder."""

import os
import signal
import subprocess
import sys
import time

import pytest

from bdk_esdh.kernel.folder_lock import FolderBusy, Turn, folder_lock

HOLD = """
import sys, time
from pathlib import Path
from bdk_esdh.kernel.folder_lock import Turn, folder_lock
with folder_lock(Path(sys.argv[1]), Turn.EVOLVE):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_is_refused_with_a_sentence_and_let_in_afterwards(tmp_path):
    with folder_lock(tmp_path, Turn.EVOLVE), pytest.raises(FolderBusy, match="another esdh command"):  # noqa: SIM117
        with folder_lock(tmp_path, Turn.EVOLVE):
            pass
    with folder_lock(tmp_path, Turn.EVOLVE):
        pass


def test_those_who_only_read_share_it_and_keep_out_who_wants_it_alone(tmp_path):
    with folder_lock(tmp_path, Turn.CARE, shared=True), folder_lock(tmp_path, Turn.CARE, shared=True):
        with pytest.raises(FolderBusy), folder_lock(tmp_path, Turn.CARE):
            pass
        with folder_lock(tmp_path, Turn.EVOLVE):  # another turn
            pass


def test_a_lock_ends_with_its_process_even_when_that_is_killed(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", HOLD, tmp_path], stdout=subprocess.PIPE, env=os.environ
    )
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(FolderBusy), folder_lock(tmp_path, Turn.EVOLVE):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    time.sleep(0.05)
    with folder_lock(tmp_path, Turn.EVOLVE):
        pass

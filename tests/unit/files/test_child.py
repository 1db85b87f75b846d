import os
import sys
import time

from bdk_esdh.files.child import MEGABYTE, Limits, run_child, run_python


def python(code, limits=None, **more):
    return run_child([sys.executable, "-c", code], limits or Limits(timeout=20), **more)


def test_the_output_comes_back():
    finished = python("print('hej')")
    assert (finished.code, finished.output, finished.timed_out) == (0, b"hej\n", False)


def test_a_child_that_hangs_is_killed_with_everything_it_started(tmp_path):
    witness = tmp_path / "still-alive"
    grandchild = f"import time; time.sleep(1.5); open({str(witness)!r}, 'w')"
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {grandchild!r}]); time.sleep(60)"
    started = time.monotonic()
    finished = python(code, Limits(timeout=0.7))
    assert finished.timed_out
    assert time.monotonic() - started < 10
    time.sleep(2)
    assert not witness.exists()


def test_a_child_that_computes_for_ever_is_stopped_by_its_own_limit_too():
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    assert python(code, Limits(timeout=7)).output == b"8\n"


def test_a_child_gets_no_more_memory_than_its_share():
    finished = python("x = bytearray(300 << 20)", Limits(memory=200 * MEGABYTE))
    assert finished.code == 1
    assert "MemoryError" in finished.errors


def test_a_child_cannot_fill_the_disk():
    assert python("print('x' * (5 << 20))", Limits(file=MEGABYTE)).code != 0


def test_a_child_steps_back_for_others():
    assert python("import os; print(os.nice(0) >= 10)").output == b"True\n"


def test_a_child_does_not_inherit_our_settings(monkeypatch):
    monkeypatch.setenv("ESDH_DATABASE_PASSWORD", "hemmelig")
    assert b"hemmelig" not in python("import os; print(dict(os.environ))").output


def test_a_child_has_no_network_where_the_kernel_allows_that_and_works_where_it_does_not():
    probe = "import ctypes; print(ctypes.CDLL(None).unshare(0x50000000))"
    if python(probe, Limits(network=True)).output != b"0\n":
        # No program that could be installed: this kernel gives no user namespaces to its users.
        assert python("print('read')").output == b"read\n"
        return
    code = "import socket; print([name for _, name in socket.if_nameindex()], open('/proc/net/route').read().count(chr(10)))"
    assert python(code).output in (b"['lo'] 1\n", b"['lo'] 0\n")


def test_a_child_keeps_its_user_so_that_its_files_are_ours(tmp_path):
    assert python("import os; print(os.getuid())").output == f"{os.getuid()}\n".encode()


def test_an_answer_that_is_no_object_is_no_answer():
    assert run_python("this", [], Limits(timeout=20))[1] == {}
    assert run_python("no_such_module", [], Limits(timeout=20))[1] == {}

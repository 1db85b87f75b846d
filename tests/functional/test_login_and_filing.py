"""Hashing a password is slow on purpose; nobody who files waits for it."""

import threading

from tests.support.site import form_with

from bdk_esdh.kernel.write_lock import others_may_write, write_lock
from bdk_esdh.organisation import logging_in


def test_the_lock_is_free_while_a_password_is_checked(site, monkeypatch):
    """Break it: hash within the lock."""
    taken = []

    def slow_check(_stored, _password):
        def take():
            with write_lock():
                taken.append(True)

        other = threading.Thread(target=take)
        other.start()
        other.join(timeout=5)
        return False

    monkeypatch.setattr(logging_in, "password_fits", slow_check)
    form = form_with(site.client().get("/log-ind"), "password")
    form["login"], form["password"] = "sagsbehandler", "demo"
    form.submit(status=422)
    assert taken == [True]


def test_the_lock_is_held_again_afterwards():
    class Manager:
        def abort(self):
            pass

        begin = abort

    free = []

    def look():
        from bdk_esdh.kernel.write_lock import _LOCK

        got = _LOCK.acquire(blocking=False)
        free.append(got)
        if got:
            _LOCK.release()

    def ask():
        other = threading.Thread(target=look)
        other.start()
        other.join()

    with write_lock():
        ask()
        with write_lock(), others_may_write(Manager()):
            ask()
        ask()
    ask()
    assert free == [False, True, False, True]


def test_ten_who_log_in_at_once_all_come_in_while_somebody_files(site):
    clients = []
    for _number in range(10):
        client = site.client()
        form = form_with(client.get("/log-ind"), "password")
        form["login"], form["password"] = "leder", "demo"
        clients.append(form)
    writer = site.client("sagsbehandler")
    token = form_with(writer.get("/intranet/sager/ny-sag"), "title")["csrf_token"].value
    statuses, done = [], threading.Event()

    def log_in(form):
        statuses.append(form.submit(status="*").status_int)

    threads = [threading.Thread(target=log_in, args=(form,)) for form in clients]

    def logging_in_goes_on():
        for thread in threads:
            thread.join()
        done.set()

    for thread in threads:
        thread.start()
    threading.Thread(target=logging_in_goes_on).start()
    while not done.is_set():
        writer.post("/intranet/sager/ny-sag", {"csrf_token": token}, status=422)
    assert statuses == [303] * 10

from tests.browser.conftest import look_at


def test_the_login_page_works_in_a_real_browser(live):
    page = live.visitor("sagsbehandler")
    look_at(page, "intranet-sager")
    out = live.visitor()
    out.goto("/log-ind")
    out.get_by_role("button", name="Log på").click()
    look_at(out, "log-ind-fejl")

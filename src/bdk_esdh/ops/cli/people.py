"""The command that lets somebody log in."""

import click

from ...kernel.errors import DomainError
from ...organisation.actions import add_person, people_of, reset_password
from ...security.roles import Role
from .group import Options, console, main


@main.command()
@click.argument("login")
@click.option("--name", default=None, help="The person's name.")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, envvar="ESDH_PASSWORD")
@click.pass_obj
def user(options: Options, login: str, name: str | None, roles: tuple[str, ...], password: str) -> None:
    """Make a person who can log in, or give one a new password."""
    with options.open() as app, app.graph() as root:
        people = people_of(root)
        # As the login page reads what is typed.
        login = login.strip().lower()
        if login in people:
            if name or roles:
                raise click.ClickException(f"{login} exists: name and roles are changed on the person's page")
            reset_password(people[login], password, app.act())
            console.print(f"{login} has a new password.")
            return
        try:
            values = {"login": login, "title": name or login, "roles": roles, "password": password}
            add_person(people, values, app.act())
        except (DomainError, ValueError) as error:
            raise click.ClickException(str(getattr(error, "message", error))) from error
        console.print(f"{login} can log in.")

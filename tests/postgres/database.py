"""An empty database on the server at TEST_POSTGRES_URL, which tests/postgres/start.sh starts."""

import os
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool


@contextmanager
def empty_database():
    """Its address. Where there is no server the test is skipped."""
    server = os.environ.get("TEST_POSTGRES_URL") or pytest.skip("TEST_POSTGRES_URL is not set")
    name = f"gradebook_{uuid4().hex}"
    administrate(server, f"CREATE DATABASE {name}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    administrate(server, f"DROP DATABASE {name} WITH (FORCE)")


def administrate(server, statement):
    """Run a statement that no transaction may hold."""
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)

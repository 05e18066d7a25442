"""An empty database on a PostgreSQL server, where there is one: a fixture."""

import pytest
from database import empty_database


@pytest.fixture
def postgres():
    """Its address."""
    with empty_database() as address:
        yield address

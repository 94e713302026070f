"""What was searched of git's files is remembered, and where it cannot be the search goes on."""

from proofolio.publish.searched import SearchCache

SECRET = "ghp_" + "a8Fk2LmQ9rTz4WvXy7Bn3Cd6Eh1Gj5Kp0sUi"


def test_a_place_that_cannot_be_written_to_costs_the_memory_alone(tmp_path):
    (tmp_path / "in-the-way").write_text("a file where a folder should be")
    for place in (tmp_path / "in-the-way/cache.sqlite", tmp_path / "cache.sqlite"):
        with SearchCache(place) as cache:
            first = cache.search_text("1" * 40, f"Add the key {SECRET}")
            again = cache.search_text("1" * 40, "not searched again")
        assert len(first.leaks) == 1
        assert again == first


def test_a_damaged_memory_is_begun_anew(tmp_path):
    place = tmp_path / "cache.sqlite"
    place.write_bytes(b"no database" * 500)
    with SearchCache(place) as cache:
        assert cache.search_text("2" * 40, "Nothing").leaks == ()
    with SearchCache(place) as cache:
        assert cache.search_text("2" * 40, f"key {SECRET}").leaks == ()

"""Addresses of videos as people copy them."""

import pytest

from proofolio.model.video import read_video


@pytest.mark.parametrize(
    "address",
    [
        "https://youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&index=2",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "http://youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        " https://www.youtube.com/live/dQw4w9WgXcQ ",
    ],
)
def test_every_address_of_a_youtube_video_is_one_player(address):
    video = read_video(address)
    assert video
    assert video.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert video.player == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
    assert (video.host, video.origin) == ("YouTube", "https://www.youtube-nocookie.com")


@pytest.mark.parametrize(
    ("time", "start"), [("90", 90), ("90s", 90), ("1m30s", 90), ("1h1s", 3601)]
)
def test_a_youtube_video_begins_where_its_address_says(time, start):
    video = read_video(f"https://youtu.be/dQw4w9WgXcQ?t={time}")
    assert video
    assert video.player.endswith(f"?autoplay=1&start={start}")
    assert video.url.endswith(f"&t={start}s")


@pytest.mark.parametrize(
    ("address", "url", "query"),
    [
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871", "autoplay=1&dnt=1"),
        (
            "https://vimeo.com/channels/staff/76979871",
            "https://vimeo.com/76979871",
            "autoplay=1&dnt=1",
        ),
        (
            "https://vimeo.com/76979871/0a1b2c3d4e",
            "https://vimeo.com/76979871/0a1b2c3d4e",
            "autoplay=1&dnt=1&h=0a1b2c3d4e",
        ),
        (
            "https://player.vimeo.com/video/76979871?h=0a1b",
            "https://vimeo.com/76979871/0a1b",
            "autoplay=1&dnt=1&h=0a1b",
        ),
    ],
)
def test_a_vimeo_video_is_asked_not_to_track(address, url, query):
    video = read_video(address)
    assert video
    assert video.url == url
    assert video.player == f"https://player.vimeo.com/video/76979871?{query}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dQw4w9WgXcQ",
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/playlist?list=PL1",
        "https://youtu.be/short",
        "https://youtu.be/dQw4w9WgXc%22",
        "https://evil.example/youtu.be/dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "javascript:alert('https://youtu.be/dQw4w9WgXcQ')",
        "https://vimeo.com/somebody",
        "https://[youtu.be/dQw4w9WgXcQ",
    ],
)
def test_what_is_no_video_is_none(address):
    assert read_video(address) is None

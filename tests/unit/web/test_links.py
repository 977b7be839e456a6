import pytest

from styrdok.web.links import with_news


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/arbete", "/arbete?klart=2"),
        ("/arbete?klart=1", "/arbete?klart=2"),
        ("/arbete?lage=open&klart=1&sida=3#x", "/arbete?lage=open&klart=2&sida=3"),
        ("/arbete?vem=%C3%85sa+B", "/arbete?vem=%C3%85sa+B&klart=2"),
    ],
)
def test_news_take_the_place_of_older_news(address, told):
    assert with_news(address, {"klart": 2}) == told

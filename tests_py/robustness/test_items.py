"""A detection made natively behaves as any other dictionary, however it is edited."""

import copy
import gc
import pickle
import random
import sys
from typing import Any

from piigo import Detector, backend

TEXT = "ssn 123-45-6789, mail jane.doe@example.com, call 555-123-4567"
KEYS = ("value", "start", "end", "mask_strategy", "type", "note", "more", "last")


def items() -> list[dict[str, Any]]:
    assert backend() == "go"
    return [item for found in Detector().detect(TEXT).values() for item in found]


def edit(rnd: random.Random, item: dict[Any, Any], plain: dict[Any, Any]) -> None:
    key = rnd.choice((*KEYS, 7))
    match rnd.randrange(6):
        case 0 | 1:
            item[key] = plain[key] = rnd.randrange(5)
        case 2:
            assert item.pop(key, None) == plain.pop(key, None)
        case 3 if plain:
            assert item.popitem() == plain.popitem()
        case 4:
            item.update(a=1)
            plain.update(a=1)
        case _:
            assert item.setdefault(key, [1]) == plain.setdefault(key, [1])


def test_random_edits() -> None:
    rnd = random.Random(1)
    for _ in range(200):
        edited = items()
        plain = [dict(list(item.items())) for item in edited]
        for _ in range(40):
            n = rnd.randrange(len(edited))
            edit(rnd, edited[n], plain[n])
            assert list(edited[n].items()) == list(plain[n].items())
        if rnd.randrange(20) == 0:
            gc.collect()
        assert edited == plain
        assert copy.deepcopy(edited) == plain
        assert pickle.loads(pickle.dumps(edited)) == plain
    assert list(items()[0]) == ["value", "start", "end", "mask_strategy"]


def test_item_in_a_cycle_is_collected() -> None:
    class Marker:
        gone = 0

        def __del__(self) -> None:
            Marker.gone += 1

    for _ in range(10):
        item = items()[0]
        item["self"] = item
        item["marker"] = Marker()
        del item
    gc.collect()
    assert Marker.gone == 10


def test_items_share_their_keys() -> None:
    item = items()[0]
    assert sys.getsizeof(item) < sys.getsizeof(dict(list(item.items())))

"""Tasks that do to the recognising process what a hostile page might; `page` goes by the name."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_json import encode_page
from shamay_desktop.domain.reading.page_text import Method, PageText


def version(_words: str, _figures: str) -> str:
    return "Engine 1"


def page(path: str, number: int, _rotation: int, _words: str, _figures: str) -> object:
    Path(path).with_suffix(".started").write_text(str(os.getpid()))
    match Path(path).stem:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "crashed":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "slow":
            time.sleep(600)
        case "greedy":
            return len(bytearray(4 * 1024**3))
        case "torn":
            raise Refused("file_broken")
        case "buggy":
            raise KeyError("a slip of ours")
        case "lying":
            return {"page": number, "width": "wide"}
        case "other":
            number += 1
    return encode_page(PageText(number, 100, 100, Method.OCR))


TASKS: Mapping[str, Callable[..., object]] = {"page": page, "version": version}

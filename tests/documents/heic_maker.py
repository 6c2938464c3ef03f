"""HEIC files made for tests: no encoder ships with the program, and none is needed for raw blocks.

The picture is coded as HEVC whose every block holds its samples unpacked (I_PCM, H.265 7.3.8.7),
so that an encoder is some headers and one arithmetic bin a block; HEIF's boxes go around it.
"""

import struct
from pathlib import Path

from PIL import Image

_BLOCK = 16
_LPS = (
    240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110,
    104, 99, 94, 89, 85, 80, 76, 72, 69, 65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39,
    37, 35, 33, 31, 30, 28, 27, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 14,
    13, 12, 12, 11, 11, 10, 9, 2,
)  # fmt: skip
"""rangeTabLps (9-52) where the range is at its highest, as it is before each of our bins."""


def heic_bytes(image: Image.Image, *, turn: int = 0, exif: bytes | None = None) -> bytes:
    """A HEIC of a picture; `turn` is the container's rotation in quarters, anti-clockwise."""
    width, height = image.size
    sets = [_video_set(), _sequence_set(width, height), _picture_set()]
    coded = _nal(19, _slice(image))
    items = [struct.pack(">I", len(coded)) + coded]
    if exif is not None:
        items.append(struct.pack(">I", 0) + exif)
    return _container(items, sets, (width, height), turn)


def saved_heic(
    image: Image.Image, target: Path, *, turn: int = 0, exif: bytes | None = None
) -> Path:
    """The same in a file."""
    target.write_bytes(heic_bytes(image, turn=turn, exif=exif))
    return target


# -- HEVC -------------------------------------------------------------------------------------


class _Bits:
    def __init__(self) -> None:
        self.text = ""

    def u(self, count: int, number: int) -> "_Bits":
        self.text += f"{number:0{count}b}" if count else ""
        return self

    def ue(self, *numbers: int) -> "_Bits":
        for number in numbers:
            code = f"{number + 1:b}"
            self.text += "0" * (len(code) - 1) + code
        return self

    def aligned(self) -> bytes:
        """With the stop bit and zeros behind it."""
        text = self.text + "1"
        text += "0" * (-len(text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big")


_PROFILE = (1 << 88 - 8) | (0x60000000 << 48) | (0b1001 << 44)
_LEVEL = 186


def _profile(bits: _Bits) -> _Bits:
    return bits.u(88, _PROFILE).u(8, _LEVEL)


def _nal(kind: int, payload: bytes) -> bytes:
    """With emulation prevention: no 00 00 0x inside."""
    made, zeros = bytearray([kind << 1, 1]), 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            made.append(3)
            zeros = 0
        made.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(made)


def _video_set() -> bytes:
    bits = _Bits().u(4, 0).u(2, 3).u(6, 0).u(3, 0).u(1, 1).u(16, 0xFFFF)
    _profile(bits).u(1, 1).ue(0, 0, 0).u(6, 0).ue(0).u(2, 0)
    return _nal(32, bits.aligned())


def _sequence_set(width: int, height: int) -> bytes:
    across, down = -(-width // _BLOCK) * _BLOCK, -(-height // _BLOCK) * _BLOCK
    bits = _profile(_Bits().u(4, 0).u(3, 0).u(1, 1)).ue(0, 1, across, down)
    bits.u(1, 1).ue(0, (across - width) // 2, 0, (down - height) // 2)  # even sizes only
    bits.ue(0, 0, 0).u(1, 1).ue(0, 0, 0)
    bits.ue(1, 0, 0, 2, 0, 0).u(3, 0)  # blocks of 16; no scaling list, asymmetry, offsets
    bits.u(1, 1).u(4, 7).u(4, 7).ue(1, 0).u(1, 1)  # raw blocks of 16 × 16, 8 bits a sample
    bits.ue(0).u(5, 0)
    return _nal(33, bits.aligned())


def _picture_set() -> bytes:
    bits = _Bits().ue(0, 0).u(7, 0).ue(0, 0, 0).u(3, 0).ue(0, 0).u(6, 0)
    bits.u(1, 0).u(3, 0b101).u(2, 0).ue(0).u(2, 0)  # deblocking is off
    return _nal(34, bits.aligned())


def _slice(image: Image.Image) -> bytes:
    coder = _Coder(_Bits().u(2, 0b10).ue(0, 2, 0).aligned())
    width, height = image.size
    across, down = -(-width // _BLOCK), -(-height // _BLOCK)
    planes = _planes(image, across * _BLOCK, down * _BLOCK)
    for number in range(across * down):
        x, y = number % across * _BLOCK, number // across * _BLOCK
        coder.whole_block()
        coder.raw(b"".join(_samples(plane, x // part, y // part, _BLOCK // part)
                           for plane, part in planes))  # fmt: skip
        coder.terminate(last=number == across * down - 1)
    return bytes(coder.made)


def _planes(image: Image.Image, width: int, height: int) -> list[tuple[Image.Image, int]]:
    whole = Image.new("RGB", (width, height))
    whole.paste(image.convert("RGB"))
    luma, blue, red = whole.convert("YCbCr").split()
    half = (width // 2, height // 2)
    return [(luma, 1), (blue.resize(half), 2), (red.resize(half), 2)]


def _samples(plane: Image.Image, x: int, y: int, side: int) -> bytes:
    return plane.crop((x, y, x + side, y + side)).tobytes()


class _Coder:
    """The arithmetic coder (9.3.4.4…), for a bin that is always the likelier one, and for raw."""

    def __init__(self, head: bytes) -> None:
        self.made = bytearray(head)
        self._state = 0
        self._begin()

    def _begin(self) -> None:
        self._low, self._range, self._first, self._outstanding, self._bits = 0, 510, True, 0, ""

    def whole_block(self) -> None:
        """part_mode 1 (one block), then pcm_flag 1, which ends the arithmetic."""
        self._range -= _LPS[self._state]
        self._state = min(self._state + 1, 62)
        self._renormalise()
        self._end()

    def raw(self, content: bytes) -> None:
        """Samples as they are; the arithmetic begins anew behind them."""
        self.made += content
        self._begin()

    def terminate(self, *, last: bool) -> None:
        """end_of_slice_segment_flag."""
        if last:
            self._end()
        else:
            self._range -= 2
            self._renormalise()

    def _end(self) -> None:
        self._range -= 2
        self._low += self._range
        self._range = 2
        self._renormalise()
        self._put(self._low >> 9 & 1)
        self._bits += f"{(self._low >> 7 & 3) | 1:02b}"
        text = self._bits + "0" * (-len(self._bits) % 8)
        self.made += int(text, 2).to_bytes(len(text) // 8, "big")
        self._bits = ""

    def _renormalise(self) -> None:
        while self._range < 256:
            if self._low < 256:
                self._put(0)
            elif self._low >= 512:
                self._low -= 512
                self._put(1)
            else:
                self._low -= 256
                self._outstanding += 1
            self._range <<= 1
            self._low <<= 1

    def _put(self, bit: int) -> None:
        if self._first:
            self._first = False
        else:
            self._bits += str(bit)
        self._bits += str(1 - bit) * self._outstanding
        self._outstanding = 0


# -- HEIF -------------------------------------------------------------------------------------


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def _full(kind: bytes, content: bytes, version: int = 0, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", version << 24 | flags) + content)


def _configuration(sets: list[bytes]) -> bytes:
    head = bytes([1]) + _PROFILE.to_bytes(11, "big") + bytes([_LEVEL])
    head += bytes.fromhex("f000fcfdf8f800000f") + bytes([len(sets)])
    for kind, one in zip((32, 33, 34), sets, strict=True):
        head += bytes([0x80 | kind]) + struct.pack(">HH", 1, len(one)) + one
    return _box(b"hvcC", head)


def _container(items: list[bytes], sets: list[bytes], size: tuple[int, int], turn: int) -> bytes:
    properties = _configuration(sets) + _full(b"ispe", struct.pack(">II", *size))
    properties += _box(b"irot", bytes([turn]))
    belongs = struct.pack(">IHB", 1, 1, 3) + bytes([0x81, 2, 0x83])
    kinds = [b"hvc1", b"Exif"][: len(items)]
    entries = [
        _full(b"infe", struct.pack(">HH", number, 0) + kind + b"\0", version=2)
        for number, kind in enumerate(kinds, start=1)
    ]
    parts = [
        _full(b"hdlr", bytes(4) + b"pict" + bytes(13)),
        _full(b"pitm", struct.pack(">H", 1)),
        _full(b"iinf", struct.pack(">H", len(entries)) + b"".join(entries)),
        _box(b"iprp", _box(b"ipco", properties) + _full(b"ipma", belongs)),
    ]
    if len(items) > 1:
        parts.append(_full(b"iref", _box(b"cdsc", struct.pack(">HHH", 2, 1, 1))))
    start = _box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")
    places = bytes(_location_size(len(items)))
    meta = _full(b"meta", b"".join(parts) + places)
    offset = len(start) + len(meta) + 8
    meta = _full(b"meta", b"".join(parts) + _locations(items, offset))
    return start + meta + _box(b"mdat", b"".join(items))


def _location_size(count: int) -> int:
    return 12 + 2 + 2 + count * 14


def _locations(items: list[bytes], offset: int) -> bytes:
    content = bytes([0x44, 0]) + struct.pack(">H", len(items))
    for number, item in enumerate(items, start=1):
        content += struct.pack(">HHHII", number, 0, 1, offset, len(item))
        offset += len(item)
    return _full(b"iloc", content)

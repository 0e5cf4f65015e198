"""图片: taken in as what is seen on it, drawn anew, so that nothing else travels with it.

Where it was taken, with which camera, and whatever lay behind the last pixel stay outside. A WebP
picture becomes a JPEG or PNG, since the old desks of a hall open these and not that.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import jpeg_factory
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from bancheng.files import limits
from bancheng.files.kind import Kind, unfit
from bancheng.files.picture_size import JPEG, PNG, NoSizeError, size_of

QUALITY, QUALITY_SMALL = 85, 80
WHITE = (255, 255, 255)
BROKEN = "图片打不开：可能没有传完，或者已经损坏。请重新拍照或另存后再传。"
MOVING = "这是会动的图片，不能作为附件。请截下要用的那一幅再传。"


def take_in(content: bytes) -> tuple[Kind, bytes]:
    """The kind and content to be kept. Raises Refusal."""
    image = _opened(content)
    kind = Kind.JPEG if image.format in ("JPEG", "MPO") else Kind.PNG
    if image.format == "WEBP" and not image.has_transparency_data:
        kind = Kind.JPEG
    drawn = _decoded(image)
    return kind, _written(drawn, kind)


def small(content: bytes) -> bytes:
    """A small JPEG of a picture that was taken in."""
    image = _decoded(_opened(content))
    image.thumbnail((limits.SMALL_SIDE, limits.SMALL_SIDE))
    return _written(on_white(image), Kind.JPEG, QUALITY_SMALL)


def on_white(image: Image.Image) -> Image.Image:
    """Without transparency, as it would look on paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, WHITE)
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _opened(content: bytes) -> ImageFile.ImageFile:
    """Header read, nothing decoded yet."""
    try:
        width, height = size_of(content)
    except NoSizeError as broken:
        raise unfit("picture_broken", BROKEN) from broken
    most = limits.MOST_PIXELS
    if content.startswith(JPEG):
        most = limits.MOST_PIXELS_OF_A_PHOTOGRAPH
    if not width or not height:
        raise unfit("picture_broken", BROKEN)
    if width * height > most or max(width, height) > limits.LONGEST_SIDE:
        sentence = (
            f"图片有 {width} × {height} 个像素，最多 {most // 10_000} 万。"
            "请缩小后再传；扫描用 300 dpi 就够了。"
        )
        raise unfit("picture_too_large", sentence)
    try:
        image = _reader(content)
    except (OSError, ValueError, SyntaxError, EOFError) as broken:
        raise unfit("picture_broken", BROKEN) from broken
    # MPO: what phones write that keep a second view beside the first
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise unfit("picture_moves", MOVING)
    if image.size != (width, height):
        raise unfit("picture_broken", BROKEN)
    return image


def _reader(content: bytes) -> ImageFile.ImageFile:
    """The program for just this format: none of the many others gets to see a stranger's bytes."""
    file = BytesIO(content)
    if content.startswith(JPEG):
        opened: ImageFile.ImageFile = jpeg_factory(file)
        return opened
    return PngImageFile(file) if content.startswith(PNG) else WebPImageFile(file)


def _decoded(image: ImageFile.ImageFile) -> Image.Image:
    """Upright pixels in a mode that every reader shows; a very large photograph made smaller."""
    smaller = next(n for n in (1, 2, 4, 8) if _pixels(image, n) <= limits.MOST_PIXELS)
    if smaller > 1:
        image.draft("RGB", (image.width // smaller, image.height // smaller))
    try:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as broken:
        raise unfit("picture_broken", BROKEN) from broken
    return _plain(image)


def _pixels(image: Image.Image, smaller: int) -> int:
    return (image.width // smaller) * (image.height // smaller)


def _plain(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode.startswith(("I", "F")):  # sixteen bits a grey: what an eye can tell
        deep = image.convert("I")
        return deep.point([min(value // 256, 255) for value in range(65536)], "L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _written(image: Image.Image, kind: Kind, quality: int = QUALITY) -> bytes:
    """The picture as a file, with nothing beside its pixels."""
    kept = on_white(image) if kind is Kind.JPEG and image.mode != "L" else image
    kept.info = {}  # what would be written beside the pixels: profile, remarks, time
    file = BytesIO()
    if kind is Kind.JPEG:
        kept.save(file, "JPEG", quality=quality)
    else:
        kept.save(file, "PNG")
    return file.getvalue()

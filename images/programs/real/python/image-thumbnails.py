# Draws a picture, makes thumbnails, converts formats and reads EXIF (needs: pillow with JPEG, WebP, TIFF and FreeType).
import io
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps, ImageStat, features

print({name: features.check(name) for name in ("jpg", "zlib", "webp", "freetype2", "libtiff")})

picture = Image.new("RGB", (400, 300), "white")
draw = ImageDraw.Draw(picture)
draw.rectangle((20, 20, 180, 140), fill=(200, 30, 30), outline="black", width=3)
draw.ellipse((220, 40, 380, 200), fill=(30, 120, 200))
draw.polygon([(200, 280), (60, 280), (130, 180)], fill=(40, 160, 60))
font = ImageFont.load_default(24)
box = draw.textbbox((220, 240), "Picture", font=font)
draw.text((220, 240), "Picture", fill="black", font=font)
print("text is", "wider than high" if box[2] - box[0] > box[3] - box[1] else "high")
print("pixels:", picture.getpixel((100, 80)), picture.getpixel((300, 120)), picture.getpixel((130, 250)), picture.getpixel((5, 5)))

MAGIC = {"PNG": b"\x89PNG", "JPEG": b"\xff\xd8\xff", "GIF": b"GIF8", "WEBP": b"RIFF", "BMP": b"BM", "TIFF": (b"II*\0", b"MM\0*")}
for kind, magic in MAGIC.items():
    path = Path(f"picture.{kind.lower()}")
    picture.save(path)
    with Image.open(path) as image:
        same = ImageChops.difference(image.convert("RGB"), picture).getbbox() is None
        print(f"{kind:5}", path.read_bytes().startswith(magic), image.size, "lossless" if same else "lossy")

thumb = picture.copy()
thumb.thumbnail((100, 100), Image.Resampling.LANCZOS)
print("thumbnail:", thumb.size, "rotated:", thumb.rotate(90, expand=True).size, "square:", ImageOps.fit(picture, (64, 64)).size)

exif = Image.Exif()
exif[0x010E] = "Urlaub"
exif[0x0112] = 6
buffer = io.BytesIO()
picture.save(buffer, "JPEG", quality=90, exif=exif)
with Image.open(buffer) as image:
    print("exif:", dict(image.getexif()), "upright:", ImageOps.exif_transpose(image).size)

grey = ImageOps.grayscale(picture)
print("black pixels:", sum(grey.point(lambda v: 255 if v == 0 else 0).histogram()[255:]) > 500)
blurred = picture.filter(ImageFilter.GaussianBlur(5))
spread = ImageStat.Stat(picture.convert("L")).stddev[0] > ImageStat.Stat(blurred.convert("L")).stddev[0]
print("blur evens out:", spread)

frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
frames[0].save("film.gif", save_all=True, append_images=frames[1:], duration=100, loop=0)
with Image.open("film.gif") as film:
    print("frames:", film.n_frames)

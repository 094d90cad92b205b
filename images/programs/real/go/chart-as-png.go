// Draws a bar chart as PNG and the game of life as animated GIF and reads both back; needs image, image/png and image/gif.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
)

// digits has three columns and five rows of dots for each digit, row by row.
var digits = [10]uint16{0x7b6f, 0x2c97, 0x73e7, 0x73cf, 0x5bc9, 0x79cf, 0x79ef, 0x7249, 0x7bef, 0x7bcf}

func number(img draw.Image, at image.Point, n int) {
	for _, digit := range fmt.Sprint(n) {
		for dot := 0; dot < 15; dot++ {
			if digits[digit-'0']>>(14-dot)&1 == 1 {
				img.Set(at.X+dot%3, at.Y+dot/3, color.Black)
			}
		}
		at.X += 4
	}
}

func chart(values []int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 40*len(values)+20, 140))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for i, value := range values {
		bar := image.Rect(20+40*i, 130-value, 45+40*i, 130)
		draw.Draw(img, bar, image.NewUniform(color.RGBA{uint8(60 * i), 90, 200, 255}), image.Point{}, draw.Src)
		number(img, image.Pt(bar.Min.X, bar.Min.Y-8), value)
	}
	return img
}

func step(from *image.Paletted) *image.Paletted {
	size := from.Bounds().Size()
	next := image.NewPaletted(from.Bounds(), from.Palette)
	for y := 0; y < size.Y; y++ {
		for x := 0; x < size.X; x++ {
			near := 0
			for d := 0; d < 9; d++ {
				if d != 4 {
					near += int(from.ColorIndexAt((x+d%3-1+size.X)%size.X, (y+d/3-1+size.Y)%size.Y))
				}
			}
			if near == 3 || near == 2 && from.ColorIndexAt(x, y) == 1 {
				next.SetColorIndex(x, y, 1)
			}
		}
	}
	return next
}

func main() {
	img := chart([]int{75, 110, 42, 98})
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		panic(err)
	}
	fmt.Printf("%q %v\n", file.Bytes()[:8], file.Len() > 300)
	if err := os.WriteFile("chart.png", file.Bytes(), 0o644); err != nil {
		panic(err)
	}
	read, format, err := image.Decode(&file)
	fmt.Println(format, read.Bounds().Size(), read.At(150, 120), err)
	for y := 79; y < 86; y++ {
		for x := 98; x < 110; x++ {
			fmt.Print(map[bool]string{true: "#", false: " "}[read.At(x, y) == color.RGBA{0, 0, 0, 255}])
		}
		fmt.Println("|")
	}
	var photo bytes.Buffer
	fmt.Println(jpeg.Encode(&photo, img, &jpeg.Options{Quality: 80}), photo.Bytes()[:2])

	frame := image.NewPaletted(image.Rect(0, 0, 24, 24), color.Palette{color.White, color.Black})
	for _, p := range []image.Point{{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}} { // a glider
		frame.SetColorIndex(p.X, p.Y, 1)
	}
	film := &gif.GIF{}
	for i := 0; i <= 96; i++ {
		film.Image = append(film.Image, frame)
		film.Delay = append(film.Delay, 5)
		frame = step(frame)
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, film); err != nil {
		panic(err)
	}
	magic := string(out.Bytes()[:6])
	again, err := gif.DecodeAll(&out)
	fmt.Println(magic, len(again.Image), err, "round the torus:", bytes.Equal(again.Image[0].Pix, again.Image[96].Pix), bytes.Equal(again.Image[0].Pix, again.Image[95].Pix))
}

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const COLOURS = 256;

/**
 * The same picture with a palette in place of three bytes for each point: a third of the size for a screen of text, where nearly all
 * points have one of few colours. Shades are merged, a little more each time, until the palette holds them.
 * @param png as browsers write it: 8 bits for each of red, green and blue, not interlaced
 */
export function smallPng(png: Buffer): Buffer {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header.readUInt16BE(8) !== 0x08_02)
    throw new TypeError("The picture is not made of plain red, green and blue");
  const points = unfiltered(
    inflateSync(Buffer.concat(chunks.filter(isImage).map(({ data }) => data))),
    width * 3,
    height,
  );

  for (let dropped = 0; ; dropped += 1) {
    const indexes = new Map<number, number>();
    const palette: number[] = [];
    const lines = Buffer.alloc((width + 1) * height);
    for (let at = 0; at < width * height; at += 1) {
      const colour = points.readUIntBE(at * 3, 3);
      const shade = colour & (0x01_01_01 * ((0xff << dropped) & 0xff));
      const index = indexes.get(shade) ?? indexes.size;
      if (!indexes.has(shade)) palette.push(...points.subarray(at * 3, at * 3 + 3));
      indexes.set(shade, index);
      lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index;
    }
    if (indexes.size > COLOURS) continue;
    const indexed = Buffer.from(header);
    indexed[9] = 3;
    return Buffer.concat([
      SIGNATURE,
      chunk("IHDR", indexed),
      chunk("PLTE", Buffer.from(palette)),
      chunk("IDAT", deflateSync(lines, { level: 9 })),
      chunk("IEND", Buffer.alloc(0)),
    ]);
  }
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const isImage = ({ type }: Chunk): boolean => type === "IDAT";

function readChunks(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Takes back what each line was filtered by (PNG specification, section 9), three bytes a point. */
function unfiltered(lines: Buffer, stride: number, height: number): Buffer {
  const points = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : (points[at - 3] ?? 0);
      const up = y === 0 ? 0 : (points[at - stride] ?? 0);
      const corner = x < 3 || y === 0 ? 0 : (points[at - stride - 3] ?? 0);
      const expected = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0;
      points[at] = (lines[at + y + 1] ?? 0) + expected;
    }
  }
  return points;
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [fromLeft, fromUp, fromCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (fromLeft === undefined || fromUp === undefined || fromCorner === undefined) return 0;
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}

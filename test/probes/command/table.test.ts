import { drawTable, widthOf } from '../../../src/bin/probe/table.ts';

test('columns stand below each other, Japanese counted as two cells', () => {
  const lines = drawTable([
    ['サーバー', '結果', 'x'],
    ['smtp.example.jp', '返事なし', 'y'],
    ['a', 'b', 'z'],
  ]);

  expect(lines.map((line) => widthOf(line.slice(0, -1)))).toEqual([27, 27, 27]);
  expect(lines[2]).toBe(`a${' '.repeat(16)}b${' '.repeat(9)}z`);
});

test('rows may be short, and nothing stands after the last word', () => {
  expect(drawTable([['a', 'b'], ['c'], ['', '']])).toEqual(['a  b', 'c', '']);
  expect(drawTable([])).toEqual([]);
});

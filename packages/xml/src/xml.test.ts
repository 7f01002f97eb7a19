// What the writer writes the readers give back, in whatever pieces it comes; and what a reader refuses it refuses with a
// place. Trees, damage and pieces are made up by fast-check.
import fc from 'fast-check';
import {
  decodeUtf8,
  element,
  escapeText,
  isXmlText,
  readXml,
  XmlError,
  type XmlInput,
  type XmlLimits,
  XmlStream,
  xmlPieces,
} from './index';

/** Either children or a text: the two never stand beside each other here. */
type Tree = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Tree[];
};
type OpenTree = { name: string; attributes: Record<string, string>; text: string; children: OpenTree[] };

const LIMITS: XmlLimits = { depth: 20, elements: 1_000, textLength: 10_000, attributes: 8 };

const written = ({ name, attributes, text, children }: Tree): string =>
  element(name, escapeText(text) + children.map(written).join(''), attributes);

/** Builds the tree of what a reader tells. */
const treeBuilder = () => {
  const root: OpenTree = { name: '', attributes: {}, text: '', children: [] };
  const stack = [root];
  const top = (): OpenTree => stack.at(-1) ?? root;
  return {
    open: (name: string, attributes: Record<string, string> = {}): void => {
      const opened: OpenTree = { name, attributes, text: '', children: [] };
      top().children.push(opened);
      stack.push(opened);
    },
    attribute: (name: string, value: string): void => {
      top().attributes[name] = value;
    },
    text: (text: string): void => {
      top().text += text;
    },
    close: (): void => void stack.pop(),
    result: (): OpenTree | undefined => root.children[0],
  };
};

const readWhole = (xml: string, limits = LIMITS): OpenTree | undefined => {
  const builder = treeBuilder();
  readXml(
    xml,
    {
      open: (name) => builder.open(name),
      allowsAttribute: () => true,
      attribute: builder.attribute,
      close: (_name, _depth, text) => {
        builder.text(text);
        builder.close();
      },
    },
    limits,
  );
  return builder.result();
};

const readPieces = async (input: XmlInput, limits = LIMITS): Promise<OpenTree | undefined> => {
  const builder = treeBuilder();
  const stream = new XmlStream(
    {
      open: ({ name, attributes }) => builder.open(name, Object.fromEntries(attributes ?? [])),
      text: builder.text,
      close: builder.close,
    },
    limits,
  );
  for await (const piece of xmlPieces(input, { position: () => stream.position })) stream.write(piece);
  stream.end();
  return builder.result();
};

async function* cut(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

const NAME = fc.stringMatching(/^[A-Za-zĐđ_][A-Za-z0-9_.-]{0,11}$/).filter((name) => !/^xml/i.test(name));
const TEXT = fc.string({ unit: 'binary', maxLength: 30 }).filter(isXmlText);
const ATTRIBUTES = fc.dictionary(NAME, TEXT, { maxKeys: 4, noNullPrototype: true });

const { tree: TREE } = fc.letrec<{ tree: Tree; inner: Tree; leaf: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('inner')),
  leaf: fc.record({ name: NAME, attributes: ATTRIBUTES, text: TEXT, children: fc.constant([]) }),
  inner: fc.record({
    name: NAME,
    attributes: ATTRIBUTES,
    text: fc.constant(''),
    children: fc.array(tie('tree'), { maxLength: 4 }),
  }),
}));

describe('what was written', () => {
  it('is read as the same tree, whole and in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(TREE, fc.integer({ min: 1, max: 40 }), async (tree, length) => {
        const xml = written(tree);
        expect(readWhole(xml)).toEqual(tree);
        expect(await readPieces(xml)).toEqual(tree);
        expect(await readPieces(cut(Buffer.from(`\uFEFF${xml}`), length))).toEqual(tree);
      }),
      { numRuns: 300 },
    );
  });

  it('is every text that XML can hold, and no other', () => {
    for (const text of ['', ' a\r\n\tb ', ']]>', '<!-- & -->', '\u0085\u2028', '\u{10ffff}', 'Đặng Thị Hòa'])
      expect([text, isXmlText(text), readWhole(element('A', escapeText(text)))?.text]).toEqual([text, true, text]);
    for (const text of ['\u0000', '\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', 'a\udfffb'])
      expect(isXmlText(text)).toBe(false);
  });
});

describe('both readers', () => {
  const attributes = (count: number): string => Array.from({ length: count }, (_, at) => ` a${at}=""`).join('');
  const { attributes: _named, ...UNNAMED } = LIMITS;

  it.each([
    ['UTF-8 by each of its names', '<?xml version="1.0" encoding="utf8"?><a/>', LIMITS],
    ['as many elements inside each other', '<a>'.repeat(20) + '</a>'.repeat(20), LIMITS],
    ['as many attributes where nobody says how many', `<a${attributes(16)}/>`, UNNAMED],
  ])('take %s', async (_, xml, limits) => {
    expect(readWhole(xml, limits)?.name).toBe('a');
    expect((await readPieces(xml, limits))?.name).toBe('a');
  });

  it.each([
    ['one element more inside', '<a>'.repeat(21) + '</a>'.repeat(21), LIMITS, 'depth'],
    ['one attribute more', `<a${attributes(17)}/>`, UNNAMED, 'attributes'],
    ['one element more beside', `<a>${'<b/>'.repeat(1_000)}</a>`, LIMITS, 'elements'],
    ['one comment more', `<a>${'<!---->'.repeat(1_001)}</a>`, LIMITS, 'elements'],
    ['one comment more than the limit that is given', '<a><!----><!----></a>', { ...LIMITS, comments: 1 }, 'elements'],
    ['comments before the root', `${'<!--x-->'.repeat(1_001)}<a/>`, LIMITS, 'elements'],
    ['a name without end', `<a><${'b'.repeat(101)}/></a>`, LIMITS, 'text'],
  ])('refuse %s', async (_, xml, limits, fault) => {
    expect((await refusalOf(() => readWhole(xml, limits))).fault).toBe(fault);
    expect((await refusalOf(() => readPieces(xml, limits))).fault).toBe(fault);
  });

  it('count from the root, which is at 0', () => {
    const whole: number[] = [];
    const pieces: number[] = [];
    readXml(
      '<a><b/></a>',
      { open: (_name, depth) => whole.push(depth), close: (_name, depth) => whole.push(depth) },
      LIMITS,
    );
    const told = {
      open: (_start: object, depth: number) => pieces.push(depth),
      text: () => undefined,
      close: (depth: number) => pieces.push(depth),
    };
    const stream = new XmlStream(told, LIMITS);
    stream.write('<a><b/></a>');
    stream.end();
    expect([whole, pieces]).toEqual([
      [0, 1, 1, 0],
      [0, 1, 1, 0],
    ]);
  });
});

const refusalOf = async (read: () => unknown): Promise<XmlError> => {
  const outcome = await Promise.resolve()
    .then(read)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  if (outcome instanceof XmlError) return outcome;
  throw new Error('it was read, or another error was thrown', { cause: outcome });
};

describe('what is refused', () => {
  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'doctype'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>', 'doctype'],
    ['an entity that nobody declared', '<a>&nbsp;</a>', 'entity'],
    ['half a surrogate pair', '<a>&#xD800;</a>', 'malformed'],
    ['another encoding', '<?xml version="1.0" encoding="windows-1258"?><a/>', 'encoding'],
    ['an end that is missing', '<a><b></b>', 'malformed'],
    ['two roots', '<a/><b/>', 'malformed'],
    ['an attribute given twice', '<a b="1" b="2"/>', 'malformed'],
    ['nothing', '', 'malformed'],
    ['endless nesting', '<a>'.repeat(30), 'depth'],
    ['endless attributes', `<a ${Array.from({ length: 9 }, (_, at) => `a${at}=""`).join(' ')}/>`, 'attributes'],
  ])('is %s, by both readers', async (_, xml, fault) => {
    const at = { fault, line: expect.any(Number), column: expect.any(Number) };
    expect(await refusalOf(() => readWhole(xml))).toMatchObject(at);
    expect(await refusalOf(() => readPieces(xml))).toMatchObject(at);
  });

  it('is told in few words, however long a name of the text is', async () => {
    for (const read of [readWhole, readPieces]) {
      const { message } = await refusalOf(() => read(`<a></${'b'.repeat(100_000)}>`));
      expect(message.length).toBeLessThan(300);
    }
  });

  it('counts sections of CDATA like elements, and instructions of a stream like comments', async () => {
    const sections = `<a>${'<![CDATA[]]>'.repeat(1_000)}</a>`;
    expect((await refusalOf(() => readWhole(sections))).fault).toBe('elements');
    const instructions = `<a>${'<?b?>'.repeat(1_001)}</a>`;
    expect((await refusalOf(() => readPieces(instructions))).fault).toBe('elements');
  });

  it('is told with line and column', async () => {
    expect(await refusalOf(() => readWhole('<a>\n  <b></c>'))).toMatchObject({
      message: 'unexpected close tag (line 2, column 10)',
      sentence: 'unexpected close tag.',
      line: 2,
      column: 10,
    });
  });

  it('is, in a whole text, an instruction, an attribute, an element, a name or a text beyond what is allowed', async () => {
    const faultOf = async (xml: string, limits?: XmlLimits) => (await refusalOf(() => readWhole(xml, limits))).fault;
    expect(await faultOf('<?xml version="1.0"?><a><?b c?></a>')).toBe('instruction');
    expect(await faultOf('<a><b/><b/></a>', { ...LIMITS, elements: 2 })).toBe('elements');
    expect(await faultOf('<a>12<b/>345</a>', { ...LIMITS, textLength: 4 })).toBe('text');
    expect(await faultOf(`<${'a'.repeat(101)}/>`)).toBe('text');
    const plain = { open: () => undefined, close: () => undefined };
    expect((await refusalOf(() => readXml('<a b="1"/>', plain, LIMITS))).fault).toBe('attributes');
  });

  it('is what the caller says, with the place', async () => {
    const open = (name: string, _depth: number, fail: (reason: string) => never) =>
      name === 'b' ? fail('there is a b') : undefined;
    const refused = await refusalOf(() => readXml('<a>\n<b/></a>', { open, close: () => undefined }, LIMITS));
    expect(refused).toMatchObject({ fault: 'content', reason: 'there is a b', line: 2 });
  });

  it('are bytes that are not UTF-8, and more of them than the limit, before the rest is asked for', async () => {
    expect(decodeUtf8(Buffer.from([0x3c, 0xff]))).toBeUndefined();
    expect(await refusalOf(() => readPieces(Buffer.from('<a>\u00e3</a>', 'latin1')))).toMatchObject({
      fault: 'encoding',
    });
    let asked = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(100, ' ');
      }
    }
    const drain = async () => {
      for await (const _ of xmlPieces(endless(), { maxBytes: 1_000, position: () => ({ line: 1, column: 1 }) }));
    };
    expect(await refusalOf(drain)).toMatchObject({ fault: 'size', reason: 'the file is larger than 1000 bytes' });
    expect(asked).toBeLessThanOrEqual(11);
  });

  const JUNK = [
    '<',
    '>',
    '&',
    ']]>',
    '<!--',
    '<![CDATA[',
    '<?x ',
    '&#0;',
    '&#x110000;',
    '"',
    '<!DOCTYPE a [',
    '\u0001',
  ];

  it('is, of a damaged text, refused with a place inside it or read, and nothing else ever happens', async () => {
    const damage = fc.record({ tree: TREE, at: fc.nat(), length: fc.nat(20), junk: fc.constantFrom(...JUNK, '') });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(damage, fc.integer({ min: 1, max: 40 }), async ({ tree, at, length, junk }, piece) => {
        const whole = written(tree);
        const start = at % whole.length;
        const xml = whole.slice(0, start) + junk + whole.slice(start + length);
        const lines = xml.split(/\r\n|[\n\r\u0085\u2028]/).length;
        for (const read of [() => readWhole(xml), () => readPieces(cut(Buffer.from(xml), piece))])
          try {
            await read();
          } catch (error) {
            if (!(error instanceof XmlError)) throw error;
            refused += 1;
            expect(error.line).toBeGreaterThanOrEqual(1);
            expect(error.line).toBeLessThanOrEqual(lines);
            expect(error.column).toBeGreaterThanOrEqual(1);
          }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(0);
  });
});

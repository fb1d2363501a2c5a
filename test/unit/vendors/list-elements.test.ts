import { createListElements } from '../../../shared/vendors/poweroffice/list-elements.ts';

/** The elements of a text that comes in two pieces, and what is there when it is no list. */
const elementsOf = (text: string, cutAt: number) => {
  const elements: string[] = [];
  const list = createListElements((element) => elements.push(element));
  list.take(text.slice(0, cutAt));
  list.take(text.slice(cutAt));
  return { elements, other: list.otherThanList() };
};

/** The same wherever the text is cut. */
const elementsAnyhow = (text: string) => {
  const all = Array.from({ length: text.length + 1 }, (_, cutAt) => elementsOf(text, cutAt));
  const [first] = all;
  for (const one of all) expect(one).toEqual(first);
  return first;
};

describe('a list that comes in pieces', () => {
  test.each([
    '[]',
    ' [ \n ] ',
    '[{"Id":1}]',
    '[{"Id":1},{"Id":2}]\r\n',
    '\t[ { "Id" : 1 } ,\n { "Id" : [ 2, [ 3 ] ] } ]',
    '[{"Name":"a,]}[{"},{"Name":"\\"]"},{"Name":"\\\\"},{"Name":"\\u005b\\\\\\""}]',
    '[1,"a,b",null,true,[],[[1,2],{}],{}]',
    '["blåbær, \u{1F9AB}"]',
  ])('has the elements that all of it has: %j', (text) => {
    const read = elementsAnyhow(text);
    expect(read?.other).toBeNull();
    expect(read?.elements.map((element): unknown => JSON.parse(element))).toEqual(JSON.parse(text));
  });

  test('tells each element as soon as it is whole', () => {
    const elements: string[] = [];
    const { take } = createListElements((element) => elements.push(element));
    take('[{"Id":1},{"I');
    expect(elements).toEqual(['{"Id":1}']);
    take('d":2}]');
    expect(elements).toEqual(['{"Id":1}', '{"Id":2}']);
  });

  test.each(['', ' ', '{"Id":1}', 'null', '12', '"[]"', '<html>[]</html>', '{"data":[{"Id":1}]}', ']', ',', '}[]'])(
    'that is none at all is given back: %j',
    (text) => {
      expect(elementsAnyhow(text)).toEqual({ elements: [], other: text });
    },
  );

  test.each([
    '[',
    '[1',
    '[{"Id":1}',
    '[{"Id":1},',
    '[{"Id":"]',
    '[}',
    '[1}',
    '[1]]',
    '[1],',
    '[1] 2',
    '[1][2]',
    '[1]{}',
  ])('that breaks off, or goes on after its end, is no list, and nothing else either: %j', (text) => {
    expect(elementsAnyhow(text)?.other).toBe('');
  });

  test.each(['[,]', '[1,]', '[,1]', '[1 2]', '[{"Id":1]', '[{]}]', '[{"a":[1},2]]'])(
    'with an element that is no JSON is whole only where that element shows: %j',
    (text) => {
      const { elements = [], other = null } = elementsAnyhow(text) ?? {};
      const areJson = elements.every((element) => {
        try {
          JSON.parse(element);
          return true;
        } catch {
          return false;
        }
      });
      expect(areJson && other === null).toBe(false);
    },
  );
});

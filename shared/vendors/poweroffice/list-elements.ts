/** Cuts the text of a JSON list into those of its elements, in however many pieces it comes. */
export interface ListElements {
  readonly take: (piece: string) => void;
  /**
   * Null when all that was taken is one list; that each element is JSON is for whoever is told of it. Otherwise what is
   * there in its place, and '' of a list that breaks off or goes on after its end.
   */
  readonly otherThanList: () => string | null;
}

const QUOTE = 34;
const COMMA = 44;
const OPENING_BRACKET = 91;
const BACKSLASH = 92;
const CLOSING_BRACKET = 93;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;
const BLANK = /^[\t\n\r ]*$/;

/**
 * An element is told as soon as all of it is there, so that neither the text of a long list is ever held nor everything
 * that it is made of. For example, of the pieces `[{"Id":1},{"I` and `d":2}]` the first tells `{"Id":1}` and the second
 * `{"Id":2}`.
 */
export const createListElements = (tell: (element: string) => void): ListElements => {
  /** What came since the last bracket or comma of the list itself. */
  let rest = '';
  /** How many brackets and braces are open: 1 between the elements. */
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isEmpty = true;
  let hasBegun = false;
  let state: 'before' | 'within' | 'after' | 'broken' = 'before';

  /** @param before what came before the bracket or comma, since the last one */
  const nextState = (character: number, before: string): typeof state => {
    if (state === 'before' && character === OPENING_BRACKET && BLANK.test(before)) {
      hasBegun = true;
      return 'within';
    }
    if (state !== 'within' || (character !== COMMA && character !== CLOSING_BRACKET)) return 'broken';
    const isLast = character === CLOSING_BRACKET;
    if (!isLast || !isEmpty || !BLANK.test(before)) tell(before);
    isEmpty = false;
    return isLast ? 'after' : 'within';
  };

  return {
    take: (piece) => {
      let from = 0;
      for (let at = 0; at < piece.length && state !== 'broken'; at += 1) {
        const character = piece.charCodeAt(at);
        if (isInString) {
          if (isEscaped) isEscaped = false;
          else if (character === BACKSLASH) isEscaped = true;
          else if (character === QUOTE) isInString = false;
          continue;
        }
        if (character === QUOTE) isInString = true;
        const isOpening = character === OPENING_BRACKET || character === OPENING_BRACE;
        const isClosing = character === CLOSING_BRACKET || character === CLOSING_BRACE;
        if (isClosing) depth -= 1;
        if (isOpening || isClosing ? depth === 0 : character === COMMA && depth <= 1) {
          state = nextState(character, rest + piece.slice(from, at));
          if (state !== 'broken') {
            rest = '';
            from = at + 1;
          }
        }
        if (isOpening) depth += 1;
      }
      rest += piece.slice(from);
    },
    otherThanList: () => {
      if (state === 'after' && BLANK.test(rest)) return null;
      return hasBegun ? '' : rest;
    },
  };
};

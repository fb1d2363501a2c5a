/** The rows of the specification that each field is about. */
const ROWS: Readonly<Record<string, string>> = {
  StartDate: 'L3',
  EndDate: 'L3',
  LeavePercentage: 'L4',
  TypeOfLeave: 'L5',
};

/** The rules that a change of a leave rests on: `L3, L4`; null where a whole leave is made or deleted. */
export const mappingRowsOf = (_entity: string, _action: string, fields: readonly string[]): string | null => {
  const rows = new Set(fields.flatMap((field) => ROWS[field] ?? []));
  return rows.size === 0 ? null : [...rows].join(', ');
};

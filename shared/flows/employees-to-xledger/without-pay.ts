/** No way to write salaries to X-ledger is known (X-ledger fact 30), so none are read. */
export const WITHOUT_PAY = { readsPay: false };

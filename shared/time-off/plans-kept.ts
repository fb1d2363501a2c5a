/** What a plan shows of absence is health data: it goes after a day, and the plan with it, whatever `plans.keepDays` says. */
export const TIME_OFF_PLANS_KEPT_HOURS = 24;

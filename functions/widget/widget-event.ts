import * as z from 'zod';
import { toTheme } from './look.ts';
import type { Theme } from './look.ts';

const widgetContextSchema = z.object({
  theme: z.unknown().optional(),
  /** The fields of every form in the widget, by name. */
  forms: z.object({ all: z.record(z.string(), z.unknown()) }).catch({ all: {} }),
});

const eventSchema = z.object({ describe: z.unknown().optional(), widgetContext: z.unknown().optional() }).catch({});

/** What CloudWatch asks of a custom widget, or of a function behind a button of one. */
export interface WidgetEvent<Parameters> {
  /** Somebody asks what the widget is. */
  readonly describe: boolean;
  readonly theme: Theme;
  /** What was typed into the widget. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the dashboard or the button says; null when it is nothing that there is. */
  readonly parameters: Parameters | null;
}

/** Reads an event of CloudWatch. Whoever may call the function may send it anything: nothing of it is believed. */
export const readWidgetEvent = <Schema extends z.ZodType>(
  event: unknown,
  schema: Schema,
): WidgetEvent<z.output<Schema>> => {
  const { describe, widgetContext } = eventSchema.parse(event);
  const context = widgetContextSchema.safeParse(widgetContext).data;
  return {
    describe: describe === true,
    theme: toTheme(context?.theme),
    fields: context?.forms.all ?? {},
    parameters: schema.safeParse(event).data ?? null,
  };
};

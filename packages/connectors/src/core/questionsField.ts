import type { FieldSchema } from '@patchbay/connector';

type Words = { title: string; description: string; label: string; required: string };

/** A list of questions that a person puts together; what the step gives is typed by them. The words say what they are for. */
export function questionsField({ title, description, label, required }: Words) {
  return {
    type: 'array',
    title,
    description,
    items: {
      type: 'object',
      properties: {
        name: { type: 'string', title: 'Name in the data' },
        label: { type: 'string', title: label },
        kind: {
          type: 'string',
          title: 'Kind',
          enum: [
            'text',
            'text-long',
            'email',
            'phone',
            'link',
            'number',
            'date',
            'choice',
            'choices',
            'consent',
            'file',
          ],
        },
        required: { type: 'boolean', title: required },
        help: { type: 'string', title: 'Help' },
        choices: { type: 'array', title: 'Choices', items: { type: 'string' } },
      },
      additionalProperties: false,
    },
    'x-patchbay-widget': 'form-fields',
    'x-patchbay-basic': true,
  } satisfies FieldSchema;
}

import { createFileRoute } from '@tanstack/react-router';
import { PlainFrame } from '@mila/app';

export const Route = createFileRoute('/_plain')({ component: PlainFrame });

import { createRootRouteWithContext } from '@tanstack/react-router';
import type { RouteContext } from '@mila/app';

export const Route = createRootRouteWithContext<RouteContext>()();

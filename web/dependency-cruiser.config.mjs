/** What may import what: apps → packages app and call → ui → api; inside an app: routes → features. */
const never = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

export default {
  forbidden: [
    // No file reaches itself through its imports, not even through types (which import/no-cycle does not follow).
    // The generated tree imports the routes, which are typed by it.
    {
      name: 'no-cycle',
      severity: 'error',
      from: { pathNot: 'route-tree\\.gen' },
      to: { circular: true, viaOnly: { pathNot: 'route-tree\\.gen' } },
    },
    never('packages-know-no-apps', '^packages/', '^apps/'),
    never('api-is-the-lowest', '^packages/api/', '^packages/(app|call|ui)/'),
    never('ui-imports-api-only', '^packages/ui/', '^packages/(app|call)/'),
    never('app-imports-api-and-ui', '^packages/app/', '^packages/call/'),
    never('call-imports-api-and-ui', '^packages/call/', '^packages/app/'),
    never('features-know-no-routes', '^apps/[^/]+/src/features/', '^apps/[^/]+/src/(routes|app)/'),
    {
      name: 'features-never-import-features',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/features/([^/]+)/' },
      to: { path: '^apps/[^/]+/src/features/', pathNot: '^apps/[^/]+/src/features/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '/(dist|generated)/|\\.test\\.tsx?$|/src/tests/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};

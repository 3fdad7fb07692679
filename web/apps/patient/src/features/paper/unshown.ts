/** Why a PDF cannot be shown, in part or at all. */
export class Unshown extends Error {
  constructor(readonly reason: 'protected' | 'broken' | 'partly') {
    super(reason);
  }
}

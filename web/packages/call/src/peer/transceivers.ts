/** The two transceivers of a call, audio and video, and the tracks they send. */
export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

const kinds = ['audio', 'video'] as const;

/** The doctor's offer carries both transceivers, so that a missing device can still receive; the patient fills them in. */
export function addTransceivers(pc: RTCPeerConnection, tracks: Tracks): void {
  for (const kind of kinds) {
    const track = tracks[kind];
    pc.addTransceiver(track ?? kind, { direction: track ? 'sendrecv' : 'recvonly' });
  }
}

/** Sends own tracks; a transceiver stays when its camera is off, so turning it on needs no negotiation. */
export async function setSenderTracks(pc: RTCPeerConnection, tracks: Tracks): Promise<void> {
  for (const transceiver of pc.getTransceivers()) {
    const track = tracks[transceiver.receiver.track.kind as 'audio' | 'video'];
    if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
    if (track && transceiver.direction === 'recvonly') transceiver.direction = 'sendrecv';
  }
}

/** One track of a kind at a time: a rebuilt connection brings new ones. */
export function show(stream: MediaStream, track: MediaStreamTrack): void {
  for (const old of stream.getTracks()) if (old.kind === track.kind) stream.removeTrack(old);
  stream.addTrack(track);
}

/** The session id of a description's `o=` line: another one means another peer connection. */
export const origin = (sdp: string | undefined): string | undefined => /^o=\S+ (\S+)/m.exec(sdp ?? '')?.[1];

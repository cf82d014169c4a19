// Both emulators speak the same RFC 6455.
export * from '../../helpers/websocket.ts';

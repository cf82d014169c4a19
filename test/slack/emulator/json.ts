// Both emulators read JSON the same way.
export * from '../../helpers/json.ts';

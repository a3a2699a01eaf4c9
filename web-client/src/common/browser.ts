/** Whether the page may ask for camera and microphone at all. */
export const hasMediaDevices = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';

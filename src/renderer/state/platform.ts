/** Whether keys are written as on a Mac. */
export const onMac = navigator.userAgent.includes('Mac')

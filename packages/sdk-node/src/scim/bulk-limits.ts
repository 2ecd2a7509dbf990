/** In one Bulk request. */
export const maxBulkOperations = 1000
/** Of the body of any request, and so of a Bulk request too. */
export const maxBulkBytes: number = 1024 * 1024

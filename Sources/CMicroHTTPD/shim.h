#include <microhttpd.h>
#include <string.h>

// Swift cannot call functions with a variable number of arguments, nor name options of mixed types.

// Addresses are decoded by us, byte by byte: decoded here, %00 would end them and %2F would part names.
static inline size_t gloss_keep_escapes(void *nothing, struct MHD_Connection *connection, char *text) {
  (void)nothing;
  (void)connection;
  return strlen(text);
}

// One thread of the library serves all clients of an open listening socket, by epoll.
static inline struct MHD_Daemon *gloss_start_daemon(int listener, unsigned int clients, unsigned int patience,
                                                    MHD_AccessHandlerCallback answer,
                                                    MHD_RequestCompletedCallback completed,
                                                    MHD_NotifyConnectionCallback changed, void *context) {
  return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME, 0, NULL, NULL, answer, context,
                          MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT, clients,
                          MHD_OPTION_CONNECTION_TIMEOUT, patience, MHD_OPTION_STRICT_FOR_CLIENT, 1,
                          MHD_OPTION_NOTIFY_COMPLETED, completed, context,
                          MHD_OPTION_NOTIFY_CONNECTION, changed, context,
                          MHD_OPTION_UNESCAPE_CALLBACK, gloss_keep_escapes, NULL, MHD_OPTION_END);
}

static inline int gloss_is_start(enum MHD_ConnectionNotificationCode change) {
  return change == MHD_CONNECTION_NOTIFY_STARTED;
}

static inline int gloss_descriptor(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *found = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return found ? (int)found->connect_fd : -1;
}

static inline int gloss_each_header(struct MHD_Connection *connection, MHD_KeyValueIterator each, void *context) {
  return MHD_get_connection_values(connection, MHD_HEADER_KIND, each, context);
}

static inline struct MHD_Response *gloss_response_with_copy(size_t count, const void *bytes) {
  return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

// A response without an end, sent in chunks as the reader has them.
static inline struct MHD_Response *gloss_response_in_chunks(MHD_ContentReaderCallback read, void *context,
                                                            MHD_ContentReaderFreeCallback release) {
  return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, read, context, release);
}

static const ssize_t gloss_end_of_stream = MHD_CONTENT_READER_END_OF_STREAM;

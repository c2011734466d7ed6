"""Which methods there are, and which of them the sandbox knows."""

from collections.abc import Callable, Mapping

from bot.sandbox.methods import changing, chats, copying, hooks, profile, sending, taps
from bot.sandbox.realm import Call

Method = Callable[[Call], object]

BOT_API = """
    getUpdates setWebhook deleteWebhook getWebhookInfo getMe logOut close sendMessage forwardMessage forwardMessages
    copyMessage copyMessages sendPhoto sendLivePhoto sendAudio sendDocument sendVideo sendAnimation sendVoice
    sendVideoNote sendPaidMedia sendMediaGroup sendLocation sendVenue sendContact sendPoll sendChecklist sendDice
    sendMessageDraft sendChatAction setMessageReaction getUserProfilePhotos getUserProfileAudios setUserEmojiStatus
    getFile banChatMember unbanChatMember restrictChatMember promoteChatMember setChatAdministratorCustomTitle
    setChatMemberTag banChatSenderChat unbanChatSenderChat setChatPermissions exportChatInviteLink createChatInviteLink
    editChatInviteLink createChatSubscriptionInviteLink editChatSubscriptionInviteLink revokeChatInviteLink
    approveChatJoinRequest declineChatJoinRequest answerChatJoinRequestQuery sendChatJoinRequestWebApp setChatPhoto
    deleteChatPhoto setChatTitle setChatDescription pinChatMessage unpinChatMessage unpinAllChatMessages leaveChat
    getChat getChatAdministrators getChatMemberCount getChatMember getUserPersonalChatMessages setChatStickerSet
    deleteChatStickerSet getForumTopicIconStickers createForumTopic editForumTopic closeForumTopic reopenForumTopic
    deleteForumTopic unpinAllForumTopicMessages editGeneralForumTopic closeGeneralForumTopic reopenGeneralForumTopic
    hideGeneralForumTopic unhideGeneralForumTopic unpinAllGeneralForumTopicMessages answerCallbackQuery answerGuestQuery
    getUserChatBoosts getBusinessConnection getManagedBotToken replaceManagedBotToken getManagedBotAccessSettings
    setManagedBotAccessSettings setMyCommands deleteMyCommands getMyCommands setMyName getMyName setMyDescription
    getMyDescription setMyShortDescription getMyShortDescription setMyProfilePhoto removeMyProfilePhoto
    setChatMenuButton getChatMenuButton setMyDefaultAdministratorRights getMyDefaultAdministratorRights
    getAvailableGifts sendGift giftPremiumSubscription verifyUser verifyChat removeUserVerification
    removeChatVerification readBusinessMessage deleteBusinessMessages setBusinessAccountName setBusinessAccountUsername
    setBusinessAccountBio setBusinessAccountProfilePhoto removeBusinessAccountProfilePhoto
    setBusinessAccountGiftSettings getBusinessAccountStarBalance transferBusinessAccountStars getBusinessAccountGifts
    getUserGifts getChatGifts convertGiftToStars upgradeGift transferGift postStory repostStory editStory deleteStory
    answerWebAppQuery savePreparedInlineMessage savePreparedKeyboardButton editMessageText editMessageCaption
    editMessageMedia editMessageLiveLocation stopMessageLiveLocation editMessageChecklist editMessageReplyMarkup
    stopPoll approveSuggestedPost declineSuggestedPost deleteMessage deleteMessages deleteMessageReaction
    deleteAllMessageReactions sendSticker getStickerSet getCustomEmojiStickers uploadStickerFile createNewStickerSet
    addStickerToSet setStickerPositionInSet deleteStickerFromSet replaceStickerInSet setStickerEmojiList
    setStickerKeywords setStickerMaskPosition setStickerSetTitle setStickerSetThumbnail
    setCustomEmojiStickerSetThumbnail deleteStickerSet sendRichMessage sendRichMessageDraft answerInlineQuery
    sendInvoice createInvoiceLink answerShippingQuery answerPreCheckoutQuery getMyStarBalance getStarTransactions
    refundStarPayment editUserStarSubscription setPassportDataErrors sendGame setGameScore getGameHighScores
"""
"""Every method of Bot API 10.1."""

SERVED: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.text_setter("name"),
    "getMyName": profile.text_getter("name"),
    "setMyDescription": profile.text_setter("description"),
    "getMyDescription": profile.text_getter("description"),
    "setMyShortDescription": profile.text_setter("short_description"),
    "getMyShortDescription": profile.text_getter("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "forwardMessage": copying.forward_message,
    "forwardMessages": copying.forward_messages,
    "copyMessage": copying.copy_message,
    "copyMessages": copying.copy_messages,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "deleteMessages": changing.delete_messages,
    "answerCallbackQuery": taps.answer_callback_query,
    "sendChatAction": chats.send_chat_action,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "getFile": chats.get_file,
    "deleteWebhook": hooks.delete_webhook,
    "getWebhookInfo": hooks.get_webhook_info,
    "logOut": hooks.log_out,
    "close": hooks.close,
}
"""getUpdates and setWebhook stand in `gateway.py`: they need the polls."""

NAMES = {name.lower(): name for name in BOT_API.split()}
